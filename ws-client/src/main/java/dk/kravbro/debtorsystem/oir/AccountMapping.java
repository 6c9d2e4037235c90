package dk.kravbro.debtorsystem.oir;

import static dk.kravbro.debtorsystem.oir.IncompleteAnswer.demand;

import dk.kravbro.debtorsystem.AccountPage;
import dk.kravbro.debtorsystem.AccountQuery;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.DebtorAccount;
import dk.kravbro.debtorsystem.SettlementNotice;
import dk.kravbro.debtorsystem.oir.contract.BevaegelseType;
import dk.kravbro.debtorsystem.oir.contract.DebitorkontoDetaljeType;
import dk.kravbro.debtorsystem.oir.contract.DelfordringDetaljeType;
import dk.kravbro.debtorsystem.oir.contract.FordringDetaljeType;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorkontoO;
import dk.kravbro.debtorsystem.oir.contract.KontosoegningType;
import dk.kravbro.debtorsystem.oir.contract.KontostatusType;
import dk.kravbro.debtorsystem.oir.contract.SoegDebitorkontoBeskedType;
import dk.kravbro.debtorsystem.oir.contract.SoegDebitorkontoSvarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts as they are asked for and told. Stateless. */
final class AccountMapping {

    private static final Map<String, SettlementNotice.AccountStatus.Status> STATUSES = Map.of(
            "AABEN", SettlementNotice.AccountStatus.Status.OPEN,
            "LUKKET", SettlementNotice.AccountStatus.Status.CLOSED,
            "TIL_INDDRIVELSE", SettlementNotice.AccountStatus.Status.AT_ENFORCEMENT,
            "RETUR", SettlementNotice.AccountStatus.Status.RETURNED);
    private static final Map<String, DebtorAccount.Keeper> KEEPERS = Map.of(
            "FAGSYSTEM", DebtorAccount.Keeper.CREDITOR_SYSTEM, "DEBITORSYSTEM", DebtorAccount.Keeper.DEBTOR_SYSTEM);
    private static final Map<String, DebtorAccount.ClaimState> STATES = Map.of(
            "AKTIV", DebtorAccount.ClaimState.ACTIVE,
            "SPAERRET", DebtorAccount.ClaimState.BLOCKED,
            "OVERDRAGET", DebtorAccount.ClaimState.HANDED_OVER,
            "ANNULLERET", DebtorAccount.ClaimState.WITHDRAWN);
    private static final Map<String, ClaimAdjustment.Kind> ADJUSTMENTS = Map.of(
            "OPSKRIV", ClaimAdjustment.Kind.WRITE_UP,
            "NEDSKRIV", ClaimAdjustment.Kind.WRITE_DOWN,
            "ANNULLERET", ClaimAdjustment.Kind.WITHDRAWAL);
    private static final Map<String, SettlementNotice.Coverage.Kind> COVERAGES = Map.of(
            "INDBETALING", SettlementNotice.Coverage.Kind.PAYMENT,
            "MODREGNING", SettlementNotice.Coverage.Kind.SET_OFF,
            "OMPOSTERING", SettlementNotice.Coverage.Kind.REPOSTING,
            "INDDRIVELSE", SettlementNotice.Coverage.Kind.ENFORCEMENT);
    private static final Map<String, DebtorAccount.WriteOffCause> WRITE_OFFS = Map.of(
            "FORAELDELSE", DebtorAccount.WriteOffCause.LIMITATION,
            "KONKURS", DebtorAccount.WriteOffCause.BANKRUPTCY,
            "DOEDSBO", DebtorAccount.WriteOffCause.ESTATE,
            "GAELDSSANERING", DebtorAccount.WriteOffCause.DEBT_RELIEF,
            "EFTERGIVELSE", DebtorAccount.WriteOffCause.REMISSION,
            "FEJL", DebtorAccount.WriteOffCause.ERROR);

    private AccountMapping() {}

    // ---- ours to the contract's

    static HentDebitorkontoI toFetch(CallIdentity call, String claimReference) {
        HentDebitorkontoI message = new HentDebitorkontoI();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setFordringReference(claimReference);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    static SoegDebitorkontoBeskedType toContract(CallIdentity call, AccountQuery query) {
        KontosoegningType criteria = new KontosoegningType();
        query.debtor().ifPresent(debtor -> criteria.setDebitor(PartyMapping.debtor(debtor)));
        query.status().ifPresent(status -> criteria.setKontostatus(status(status)));
        SoegDebitorkontoBeskedType message = new SoegDebitorkontoBeskedType();
        message.setHovedOplysninger(HeadMapping.head(call));
        message.setSoegekriterie(criteria);
        message.setSidestoerrelse(query.pageSize());
        query.from().ifPresent(message::setSidemaerke);
        message.setRevision(HeadMapping.REVISION);
        return message;
    }

    private static KontostatusType status(SettlementNotice.AccountStatus.Status status) {
        return switch (status) {
            case OPEN -> KontostatusType.AABEN;
            case CLOSED -> KontostatusType.LUKKET;
            case AT_ENFORCEMENT -> KontostatusType.TIL_INDDRIVELSE;
            case RETURNED -> KontostatusType.RETUR;
        };
    }

    // ---- the contract's to ours

    /** The account that was asked for. */
    static DebtorAccount fetched(HentDebitorkontoO answer, UnknownCodes codes) {
        return account(demand(answer.getDebitorkonto(), "Debitorkonto"), codes);
    }

    /** A page; where more are promised there must be a mark to go on from, and accounts to have come from. */
    static AccountPage listed(SoegDebitorkontoSvarType answer, UnknownCodes codes) {
        List<DebtorAccount> accounts = new ArrayList<>();
        for (DebitorkontoDetaljeType each : answer.getDebitorkonto()) {
            accounts.add(account(each, codes));
        }
        if (!answer.isFlereSider()) {
            return new AccountPage(accounts, Optional.empty());
        }
        demand(accounts.isEmpty() ? null : accounts, "Debitorkonto");
        return new AccountPage(accounts, Optional.of(demand(answer.getNaesteSidemaerke(), "NæsteSidemærke")));
    }

    private static DebtorAccount account(DebitorkontoDetaljeType told, UnknownCodes codes) {
        List<DebtorAccount.Claim> claims = new ArrayList<>();
        for (FordringDetaljeType each : told.getFordring()) {
            claims.add(claim(each, codes));
        }
        demand(claims.isEmpty() ? null : claims, "Fordring");
        return new DebtorAccount(
                demand(told.getDebitorkontoReference(), "DebitorkontoReference"),
                codes.read("Kontostatus", demand(told.getKontostatus(), "Kontostatus"), STATUSES),
                codes.read("Kontoejer", demand(told.getKontoejer(), "Kontoejer"), KEEPERS),
                claims);
    }

    private static DebtorAccount.Claim claim(FordringDetaljeType told, UnknownCodes codes) {
        List<DebtorAccount.Part> parts = new ArrayList<>();
        for (DelfordringDetaljeType each : told.getDelfordring()) {
            parts.add(part(each, codes));
        }
        demand(parts.isEmpty() ? null : parts, "Delfordring");
        return new DebtorAccount.Claim(
                demand(told.getFordringReference(), "FordringReference"),
                Wording.code(told.getFordringstype()),
                codes.read("Tilstand", demand(told.getTilstand(), "Tilstand"), STATES),
                ore(told.getHovedstol(), "Hovedstol"),
                ore(told.getRestance(), "Restance"),
                parts);
    }

    private static DebtorAccount.Part part(DelfordringDetaljeType told, UnknownCodes codes) {
        return new DebtorAccount.Part(
                demand(told.getDelfordringReference(), "DelfordringReference"),
                ore(told.getBeloeb(), "Beløb"),
                ore(told.getRestance(), "Restance"),
                movements("Regulering", told.getRegulering(), ADJUSTMENTS, codes),
                movements("Dækning", told.getDaekning(), COVERAGES, codes),
                movements("Afskrivning", told.getAfskrivning(), WRITE_OFFS, codes));
    }

    private static <K extends Enum<K>> List<DebtorAccount.Movement<K>> movements(
            String element, List<BevaegelseType> told, Map<String, K> meanings, UnknownCodes codes) {
        List<DebtorAccount.Movement<K>> movements = new ArrayList<>();
        for (BevaegelseType each : told) {
            movements.add(new DebtorAccount.Movement<>(
                    codes.read(element, demand(each.getType(), "Type"), meanings),
                    ore(each.getBeloeb(), "Beløb"),
                    ContractValues.localDate(demand(each.getVirkningsdato(), "Virkningsdato"))));
        }
        return movements;
    }

    static long ore(@Nullable BigDecimal kroner, String element) {
        return ContractValues.ore(demand(kroner, element));
    }
}
