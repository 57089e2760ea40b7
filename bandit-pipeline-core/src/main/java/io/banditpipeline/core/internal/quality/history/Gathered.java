package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong with single arms, told as one finding about the account on days on which it hits most of its arms: then
 * the feed is at fault, not the arms.
 */
final class Gathered {
    private final AccountHistory history;
    private final double share;
    private final int minArms;
    private final String what;
    private final Map<LocalDate, Integer> judged = new TreeMap<>();
    private final Map<LocalDate, List<Hit>> hits = new TreeMap<>();

    private record Hit(String armId, Severity severity, String field, String value, String text) {}

    /**
     * @param share from which share of the judged arms on the account is meant
     * @param minArms how many arms it must hit at least
     * @param what what has happened to the arms, after "3 of 4 arms "
     */
    Gathered(AccountHistory history, double share, int minArms, String what) {
        this.history = history;
        this.share = share;
        this.minArms = minArms;
        this.what = what;
    }

    /** An arm could be judged on a day. */
    void judged(LocalDate day) {
        judged.merge(day, 1, Integer::sum);
    }

    /** An arm that was judged breaks the rule. */
    void add(String armId, LocalDate day, Severity severity, String field, String value, String text) {
        hits.computeIfAbsent(day, unused -> new ArrayList<>()).add(new Hit(armId, severity, field, value, text));
    }

    /** Tells all, with that severity at least for findings about the account. */
    void tell(Findings findings, Severity ofAccount) {
        hits.forEach((day, ofDay) -> {
            int due = Math.max(judged.getOrDefault(day, 0), ofDay.size());
            if (ofDay.size() >= minArms && ofDay.size() >= share * due) {
                tellAccount(findings, ofAccount, day, ofDay, due);
            } else {
                ofDay.forEach(hit -> findings.add(
                        hit.severity(), Subject.arm(hit.armId(), day), hit.field(), hit.value(), hit.text()));
            }
        });
    }

    private void tellAccount(Findings findings, Severity ofAccount, LocalDate day, List<Hit> ofDay, int due) {
        Hit first = ofDay.get(0);
        Severity worst =
                ofDay.stream().map(Hit::severity).max(Comparator.naturalOrder()).orElse(ofAccount);
        findings.add(
                worst.compareTo(ofAccount) > 0 ? worst : ofAccount,
                Subject.account(history.account(), day),
                first.field(),
                ofDay.size() + " of " + due + " arms",
                ofDay.size() + " of " + due + " arms " + what + ", so the feed is to be suspected; arm " + first.armId()
                        + " for example: " + first.text());
    }
}
