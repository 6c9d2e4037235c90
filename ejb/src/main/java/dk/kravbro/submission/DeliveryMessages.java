package dk.kravbro.submission;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.Rehearsal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a begun delivery into a message in the port's words.
 *
 * <p>The due date told (forfaldsdato) is the day FBS created the fee; FBS's own due date is the last day of timely
 * payment (SRB). Who is liable for a child is the municipality's policy: the child with the first guardian as its
 * representative (administrator), or the first guardian. The second guardian is the other custody holder, who must have a
 * copy of the letters (ligestillingspartner). A child without a registered guardian is always liable itself.
 */
final class DeliveryMessages {

    /** Looking for the provider is dearer than reading with it. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private DeliveryMessages() {}

    /** A message that is ready to be sent, or rehearsed: it is the same either way. */
    interface Message {

        DeliveryOutcome send(DebtorSystem system);

        Rehearsal rehearse(DebtorSystem system);
    }

    /**
     * Builds a delivery's message, whole, before anything is called.
     *
     * @throws RuntimeException if a value breaks a rule of the message: certain that nothing was sent
     */
    static Message of(BegunDelivery delivery) {
        CallIdentity identity = new CallIdentity(
                delivery.municipalityCvr(),
                delivery.conversationId(),
                delivery.createdAt(),
                delivery.requestId(),
                delivery.callId());
        return switch (delivery.kind()) {
            case REGISTER -> new Registering(identity, registration(delivery));
            case CHANGE_PARTY -> new ChangingParty(identity, partyChange(delivery));
            case WRITE_UP -> new Adjusting(identity, adjustment(delivery, ClaimAdjustment.Kind.WRITE_UP));
            case WRITE_DOWN -> new Adjusting(identity, adjustment(delivery, ClaimAdjustment.Kind.WRITE_DOWN));
            case WITHDRAW -> new Adjusting(identity, adjustment(delivery, ClaimAdjustment.Kind.WITHDRAWAL));
        };
    }

    private record Registering(CallIdentity identity, ClaimRegistration registration) implements Message {
        @Override
        public DeliveryOutcome send(DebtorSystem system) {
            return system.register(identity, registration);
        }

        @Override
        public Rehearsal rehearse(DebtorSystem system) {
            return system.rehearse(identity, registration);
        }
    }

    private record Adjusting(CallIdentity identity, ClaimAdjustment adjustment) implements Message {
        @Override
        public DeliveryOutcome send(DebtorSystem system) {
            return system.adjust(identity, adjustment);
        }

        @Override
        public Rehearsal rehearse(DebtorSystem system) {
            return system.rehearse(identity, adjustment);
        }
    }

    private record ChangingParty(CallIdentity identity, PartyChange change) implements Message {
        @Override
        public DeliveryOutcome send(DebtorSystem system) {
            return system.changeParty(identity, change);
        }

        @Override
        public Rehearsal rehearse(DebtorSystem system) {
            return system.rehearse(identity, change);
        }
    }

    static ClaimRegistration registration(BegunDelivery delivery) {
        Liable liable = liable(delivery);
        return new ClaimRegistration(
                delivery.claimReference(),
                delivery.claimType(),
                delivery.amountOre(),
                delivery.incurredOn(),
                delivery.incurredOn(),
                delivery.lastPaymentOn(),
                delivery.periodFrom(),
                delivery.periodTo(),
                delivery.description(),
                liable.party(),
                liable.representatives(),
                List.of(),
                liable.otherCustodyHolder(),
                List.of());
    }

    static PartyChange partyChange(BegunDelivery delivery) {
        Liable liable = liable(delivery);
        return new PartyChange(
                delivery.claimReference(),
                liable.party(),
                liable.representatives(),
                liable.otherCustodyHolder(),
                delivery.saidOn());
    }

    private static ClaimAdjustment adjustment(BegunDelivery delivery, ClaimAdjustment.Kind kind) {
        return new ClaimAdjustment(
                delivery.claimReference(), kind, delivery.amountOre(), delivery.saidOn(), delivery.reason());
    }

    private record Liable(Party party, List<Party> representatives, Optional<Party> otherCustodyHolder) {}

    private static Liable liable(BegunDelivery delivery) {
        try (JsonReader reader = READERS.createReader(new StringReader(delivery.parties()))) {
            JsonObject parties = reader.readObject();
            Party debtor = party(parties.getJsonObject("debtor"));
            List<Party> guardians = new ArrayList<>();
            if (parties.containsKey("guardians")) {
                parties.getJsonArray("guardians").getValuesAs(JsonObject.class).forEach(g -> guardians.add(party(g)));
            }
            Optional<Party> other = guardians.stream().skip(1).findFirst();
            if (delivery.guardianLiable() && !guardians.isEmpty()) {
                return new Liable(guardians.get(0), List.of(), other);
            }
            return new Liable(debtor, guardians.stream().limit(1).toList(), other);
        }
    }

    private static Party party(JsonObject json) {
        return new Party(
                Party.Kind.valueOf(json.getString("kind")), json.getString("identity"), json.getString("name", ""));
    }
}
