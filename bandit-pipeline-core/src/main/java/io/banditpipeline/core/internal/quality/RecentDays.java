package io.banditpipeline.core.internal.quality;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was stored of the recent days of every arm at one moment of a run. Memory grows with arms, not with history
 * (R15).
 */
public final class RecentDays {
    /** Days that rules look back: eight weeks and what is open. */
    public static final int DAYS = 60;

    private static final RecentDays NONE = new RecentDays(Map.of());

    private final Map<String, ArmDays> byArm;

    private RecentDays(Map<String, ArmDays> byArm) {
        this.byArm = byArm;
    }

    private record ArmDays(Arm arm, LocalDate first, Metrics[] days, boolean known) {}

    /** Nothing was stored. */
    public static RecentDays none() {
        return NONE;
    }

    /**
     * Reads what is stored.
     *
     * @param metrics where
     * @param campaigns the campaigns whose arms are meant
     * @param arms the arms
     * @param lastDay the last day of each account by key; arms of other accounts are left out
     * @param asOf what was known at this moment; {@link Instant#MAX} for all
     * @param like days read before: what is the same is kept in memory once
     */
    public static RecentDays read(
            MetricStore metrics,
            Collection<Campaign> campaigns,
            Collection<Arm> arms,
            Map<String, LocalDate> lastDay,
            Instant asOf,
            RecentDays like) {
        Map<String, ArmDays> byArm = new HashMap<>();
        for (Arm arm : arms) {
            LocalDate last = lastDay.get(arm.account().key());
            if (last != null) {
                Metrics[] days = new Metrics[DAYS];
                Arrays.fill(days, Metrics.NONE);
                byArm.put(arm.id(), new ArmDays(arm, last.minusDays(DAYS - 1L), days, false));
            }
        }
        if (!byArm.isEmpty()) {
            LocalDate from = byArm.values().stream()
                    .map(ArmDays::first)
                    .min(LocalDate::compareTo)
                    .orElseThrow();
            LocalDate to = lastDay.values().stream().max(LocalDate::compareTo).orElseThrow();
            for (Campaign campaign : campaigns) {
                metrics.dailyFacts(new FactQuery(campaign.id(), new DateRange(from, to), asOf))
                        .forEach(fact -> note(byArm, fact, like));
            }
        }
        return new RecentDays(byArm);
    }

    private static void note(Map<String, ArmDays> byArm, DailyFact fact, RecentDays like) {
        ArmDays of = byArm.get(fact.armId());
        if (of == null) {
            return;
        }
        int index = (int) ChronoUnit.DAYS.between(of.first(), fact.day());
        if (index >= 0 && index < DAYS) {
            Metrics known = like.on(fact.armId(), fact.day());
            of.days()[index] = known.equals(fact.metrics()) ? known : fact.metrics();
            if (!of.known()) {
                byArm.put(fact.armId(), new ArmDays(of.arm(), of.first(), of.days(), true));
            }
        }
    }

    /** These days and those of other arms. */
    public RecentDays and(RecentDays others) {
        Map<String, ArmDays> both = new HashMap<>(byArm);
        both.putAll(others.byArm);
        return new RecentDays(both);
    }

    /** What is known of an arm's day; {@link Metrics#NONE} if nothing. */
    public Metrics on(String armId, LocalDate day) {
        ArmDays of = byArm.get(armId);
        long index = of == null ? -1 : ChronoUnit.DAYS.between(of.first(), day);
        return of == null || index < 0 || index >= DAYS ? Metrics.NONE : of.days()[(int) index];
    }

    /** Whether anything is known of an account. */
    public boolean knows(Account account) {
        return byArm.values().stream()
                .anyMatch(of -> of.known() && of.arm().account().equals(account));
    }

    /** The histories of an account's arms of which anything is known, by arm id, with nothing known before. */
    public Map<String, ArmHistory> of(Account account) {
        Map<String, ArmHistory> histories = new TreeMap<>();
        byArm.forEach((id, of) -> {
            if (of.known() && of.arm().account().equals(account)) {
                histories.put(id, new ArmHistory(of.arm(), of.first(), Arrays.asList(of.days()), List.of()));
            }
        });
        return histories;
    }

    /** The histories of all arms of an account, by arm id, with what earlier days say was known before. */
    public List<ArmHistory> since(RecentDays earlier, Account account) {
        boolean first = !earlier.knows(account);
        return byArm.values().stream()
                .filter(of -> of.arm().account().equals(account))
                .sorted((a, b) -> a.arm().id().compareTo(b.arm().id()))
                .map(of -> new ArmHistory(
                        of.arm(),
                        of.first(),
                        Arrays.asList(of.days()),
                        first ? List.of() : earlier.aligned(of.arm().id(), of.first())))
                .toList();
    }

    private List<Metrics> aligned(String armId, LocalDate first) {
        Metrics[] days = new Metrics[DAYS];
        for (int i = 0; i < DAYS; i++) {
            days[i] = on(armId, first.plusDays(i));
        }
        return Arrays.asList(days);
    }
}
