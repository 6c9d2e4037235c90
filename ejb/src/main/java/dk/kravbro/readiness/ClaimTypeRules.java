package dk.kravbro.readiness;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.municipality.MunicipalityCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What holds for claim types, as rows. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ClaimTypeRules {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /**
     * The rows of a municipality: its own and the common ones.
     *
     * @param rows in the order in which the first that fits counts
     */
    public record Table(List<ClaimTypeRule> rows) {

        private static final Comparator<ClaimTypeRule> FIRST_THAT_COUNTS = Comparator.comparing(ClaimTypeRule::common)
                .thenComparing(rule -> rule.terms().validFrom(), Comparator.reverseOrder())
                .thenComparing(ClaimTypeRule::id, Comparator.reverseOrder());

        public Table {
            rows = rows.stream().sorted(FIRST_THAT_COUNTS).toList();
        }

        Table with(List<ClaimTypeRule> more) {
            return new Table(Stream.concat(rows.stream(), more.stream()).toList());
        }

        /**
         * The row for claims of a type that arose on that day.
         *
         * @throws IllegalStateException if the installation has lost its common rows
         */
        public ClaimTypeRule of(ClaimType type, LocalDate day) {
            return rows.stream()
                    .filter(rule -> rule.terms().type() == type
                            && !rule.terms().validFrom().isAfter(day))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no common row holds for claim type " + type));
        }
    }

    /** What holds in a municipality. */
    public Table of(MunicipalityCode municipality) {
        return Optional.ofNullable(of(Set.of(municipality)).get(municipality)).orElseThrow();
    }

    /** What holds in each of these municipalities. */
    public Map<MunicipalityCode, Table> of(Set<MunicipalityCode> municipalities) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select id, municipality_code, claim_type, code, valid_from, allowed, lowest_ore,"
                                + " highest_ore, days_to_pay, limitation_years, period_from, source, added_by"
                                + " from kravbro.claim_types where municipality_code is null or municipality_code = any(:codes)")
                .setParameter(
                        "codes",
                        municipalities.stream().map(MunicipalityCode::value).toArray(String[]::new))
                .getResultList();
        List<ClaimTypeRule> common = new ArrayList<>();
        Map<MunicipalityCode, List<ClaimTypeRule>> own = new HashMap<>();
        for (Object[] row : found) {
            if (row[1] == null) {
                common.add(rule(row));
            } else {
                own.computeIfAbsent(new MunicipalityCode((String) row[1]), code -> new ArrayList<>())
                        .add(rule(row));
            }
        }
        Table shared = new Table(common);
        Map<MunicipalityCode, Table> tables = new HashMap<>();
        for (MunicipalityCode code : municipalities) {
            List<ClaimTypeRule> rows = own.get(code);
            tables.put(code, rows == null ? shared : shared.with(rows));
        }
        return tables;
    }

    private static ClaimTypeRule rule(Object[] row) {
        ClaimTypeRule.Terms terms = new ClaimTypeRule.Terms(
                ClaimType.valueOf((String) row[2]),
                (String) row[3],
                day(row[4]),
                (Boolean) row[5],
                new Amount((Long) row[6]),
                new Amount((Long) row[7]),
                (Integer) row[8],
                (Integer) row[9],
                ClaimTypeRule.PeriodFrom.valueOf((String) row[10]),
                (String) row[11]);
        return new ClaimTypeRule((Long) row[0], row[1] == null, terms, (String) row[12]);
    }

    /** Hibernate gives a date as java.sql.Date or LocalDate, by its version. */
    private static LocalDate day(Object value) {
        return value instanceof LocalDate day ? day : ((java.sql.Date) value).toLocalDate();
    }

    /** Adds a row of a municipality's own. */
    void add(MunicipalityCode municipality, ClaimTypeRule.Terms terms, String by) {
        entities.createNativeQuery("insert into kravbro.claim_types (municipality_code, claim_type, code, valid_from,"
                        + " allowed, lowest_ore, highest_ore, days_to_pay, limitation_years, period_from, source, added_by)"
                        + " values (:municipality, :type, :code, :from, :allowed, :lowest, :highest, :days, :years, :period,"
                        + " :source, :by)")
                .setParameter("municipality", municipality.value())
                .setParameter("type", terms.type().name())
                .setParameter("code", terms.code())
                .setParameter("from", terms.validFrom())
                .setParameter("allowed", terms.allowed())
                .setParameter("lowest", terms.lowest().ore())
                .setParameter("highest", terms.highest().ore())
                .setParameter("days", terms.daysToPay())
                .setParameter("years", terms.limitationYears())
                .setParameter("period", terms.periodFrom().name())
                .setParameter("source", terms.source())
                .setParameter("by", by)
                .executeUpdate();
    }
}
