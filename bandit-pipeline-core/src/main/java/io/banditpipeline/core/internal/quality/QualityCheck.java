package io.banditpipeline.core.internal.quality;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.quality.history.AnomalyWatch;
import io.banditpipeline.core.internal.quality.report.QualityReporter;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.CampaignHistory;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what a run has stored: rules about recent days, anomalies, scores and gates. Thread-safe. */
public final class QualityCheck {
    /** Findings that a run tells; the report has all. */
    private static final int EXAMPLES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(QualityCheck.class);

    /** The beginning of the name of the check of an account by {@link AnomalyWatch}. */
    private static final String ANOMALY = "anomaly:";

    private final Storage storage;
    private final List<Campaign> campaigns;
    private final Supplier<List<Arm>> arms;
    private final RuleBook rules;
    private final AnomalyDetector detector;
    private final AnomalyWatch watch;
    private final QualityGates gates;
    private final CheckMoments moments;

    /**
     * @param storage what is stored
     * @param campaigns the campaigns
     * @param arms gives their arms as they are now
     * @param rules the rules
     * @param detector finds strange values
     * @param gates what data must reach before a decision may rest on it
     */
    public QualityCheck(
            Storage storage,
            List<Campaign> campaigns,
            Supplier<List<Arm>> arms,
            RuleBook rules,
            AnomalyDetector detector,
            QualityGates gates) {
        this.storage = storage;
        this.campaigns = campaigns;
        this.arms = arms;
        this.rules = rules;
        this.detector = detector;
        this.watch = new AnomalyWatch(detector);
        this.gates = gates;
        this.moments = new CheckMoments(storage.quality());
    }

    /**
     * What a check found.
     *
     * @param unfit why no decision may rest on an account or a campaign; those that are fit are missing
     * @param messages what a person should know
     */
    public record Result(Map<Subject, String> unfit, List<String> messages) {}

    /** The recent days of all accounts as they are stored now, up to the last day that is over. */
    private RecentDays recentDays(Instant now, RecentDays like) {
        Map<String, LocalDate> last = new HashMap<>();
        accounts().values().forEach(account -> last.put(account.key(), lastDay(account, now)));
        return recentDays(last, like);
    }

    /**
     * The recent days of all accounts as the last check before today saw them, up to the day that was over then. What
     * was collected since does not count, nor do days that were still open: a check that is repeated on the same day
     * compares with the same, and hourly collections in between do not make yesterday look older than it is. Accounts
     * that were never checked before today are not known.
     */
    public RecentDays daysBefore(Instant now) {
        record Reading(ZoneId zone, Instant moment) {}
        Map<Reading, Map<String, LocalDate>> readings = new LinkedHashMap<>();
        moments.before(accounts().values(), now).forEach((account, moment) -> readings.computeIfAbsent(
                        new Reading(account.zone(), moment), reading -> new HashMap<>())
                .put(account.key(), lastDay(account, moment)));
        RecentDays all = RecentDays.none();
        for (Map.Entry<Reading, Map<String, LocalDate>> reading : readings.entrySet()) {
            all = all.and(RecentDays.read(
                    storage.metrics(),
                    campaigns,
                    arms.get(),
                    reading.getValue(),
                    reading.getKey().moment(),
                    RecentDays.none()));
        }
        return all;
    }

    /** The recent days of some accounts as they are stored now. */
    public RecentDays recentDays(Map<String, LocalDate> lastDayByAccount, RecentDays like) {
        return RecentDays.read(storage.metrics(), campaigns, arms.get(), lastDayByAccount, Instant.MAX, like);
    }

    /**
     * Checks all accounts and campaigns, and keeps what it finds.
     *
     * @param collected what became of the rows
     * @param sources the sources, which know how long they restate what they delivered
     * @param before what {@link #daysBefore} the collection were known
     * @param now the moment of the check
     */
    public Result check(
            List<AccountReport> collected, Collection<MetricsSource> sources, RecentDays before, Instant now) {
        RecentDays recent = recentDays(now, before);
        List<Watermark> watermarks = storage.metrics().watermarks();
        RestatementDays restated = RestatementDays.of(sources, watermarks, collected);
        Map<String, AccountHistory> histories = new TreeMap<>();
        accounts()
                .forEach((key, account) -> histories.put(
                        key,
                        new AccountHistory(
                                account,
                                now,
                                lastDay(account, now),
                                completeUntil(key, watermarks),
                                restated.of(key),
                                recent.since(before, account))));
        List<Finding> found = new ArrayList<>();
        collected.forEach(report -> found.addAll(keep(report, now)));
        Map<String, List<Finding>> anomalies = openAnomalies(now);
        histories.values().forEach(history -> found.addAll(check(history, anomalies, now)));
        campaigns.forEach(campaign -> found.addAll(check(campaign, histories.values(), now)));
        histories.values().forEach(history -> weighArms(history, found, now));
        new Scoring(storage).score(histories.values(), tallies(collected), found);
        moments.note(upToDate(collected), now);
        return result(new QualityReporter(storage, gates, restated.byAccount()).report(now), found);
    }

    /**
     * The accounts that some source brought up to date. Of others nothing new was seen: the next check of theirs
     * compares with the last that saw something.
     */
    private List<Account> upToDate(List<AccountReport> collected) {
        return accounts().values().stream()
                .filter(account -> collected.stream()
                        .anyMatch(report ->
                                report.upToDate() && report.account().key().equals(account.key())))
                .toList();
    }

    private static Result result(QualityReport report, List<Finding> found) {
        Map<Subject, String> unfit = new HashMap<>();
        report.gates().stream()
                .filter(GateResult::failed)
                .forEach(gate ->
                        unfit.merge(gate.subject(), gate.subject() + ": " + gate.text(), (a, b) -> a + " " + b));
        List<String> messages = new ArrayList<>();
        report.overall()
                .ifPresent(score -> messages.add(String.format(
                        Locale.ROOT,
                        "the data scores %.1f %%; %d findings are open",
                        100 * score,
                        report.open().total())));
        unfit.values().stream().sorted().forEach(messages::add);
        found.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .limit(EXAMPLES)
                .forEach(finding -> messages.add(finding.severity() + " " + finding.rule() + ": " + finding.subject()
                        + (finding.field().isEmpty() ? "" : ", " + finding.field()) + ": " + finding.text()));
        return new Result(unfit, messages);
    }

    private static Map<String, RowTallies> tallies(List<AccountReport> collected) {
        Map<String, RowTallies> tallies = new HashMap<>();
        collected.forEach(report -> tallies.computeIfAbsent(report.account().key(), key -> new RowTallies())
                .addAll(report.tallies()));
        return tallies;
    }

    /** Keeps what a check found; of what was told several times, the gravest. */
    private void save(String check, DateRange days, Collection<Finding> findings, Instant now) {
        record Told(String rule, Subject subject, String field) {}
        Map<Told, Finding> gravest = new LinkedHashMap<>();
        for (Finding finding : findings) {
            gravest.merge(
                    new Told(finding.rule(), finding.subject(), finding.field()),
                    finding,
                    (known, more) -> more.severity().compareTo(known.severity()) > 0 ? more : known);
        }
        storage.quality().saveFindings(check, days, gravest.values(), now);
    }

    private List<Finding> keep(AccountReport report, Instant now) {
        report.days()
                .ifPresent(days -> save(
                        "collect:" + report.source() + ":" + report.account().key(), days, report.findings(), now));
        return report.findings();
    }

    private List<Finding> check(AccountHistory history, Map<String, List<Finding>> anomalies, Instant now) {
        String key = history.account().key();
        Subject subject = Subject.account(history.account(), null);
        List<Finding> findings = new ArrayList<>();
        List<EffectiveRule<HistoryValidator>> checks =
                rules.rules(history.account(), now).history();
        checks.forEach(
                rule -> ask(rule, subject, findings, found -> rule.validator().check(history, found)));
        save("account:" + key, window(history.lastDay()), findings, now);
        findings.addAll(watch(
                history,
                checks.stream()
                        .filter(rule -> rule.validator() instanceof AnomalyRule)
                        .findFirst(),
                anomalies.getOrDefault(ANOMALY + key, List.of()),
                now));
        return findings;
    }

    /** Whether arms with errors took so much of the money that the account is meant. */
    private void weighArms(AccountHistory history, Collection<Finding> found, Instant now) {
        List<Finding> findings = new ArrayList<>();
        rules.rules(history.account(), now).history().forEach(rule -> {
            if (rule.validator() instanceof ArmErrors errors) {
                errors.weigh(history, found, rule.findings(findings::add));
            }
        });
        save("arms:" + history.account().key(), window(history.lastDay()), findings, now);
    }

    /**
     * A rule that breaks is told as what it might have found, of its own severity: it stops neither other rules nor
     * other accounts.
     */
    private static void ask(
            EffectiveRule<?> rule, Subject subject, List<Finding> findings, Consumer<Findings> question) {
        try {
            question.accept(rule.findings(findings::add));
        } catch (PipelineException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("rule={} subject={} broke", rule.id(), subject, e);
            rule.findings(findings::add)
                    .add(
                            subject,
                            "",
                            e.toString(),
                            "the rule itself broke (" + e
                                    + "), so nobody knows what it would have found: mend the rule,"
                                    + " or turn it off");
        }
    }

    /**
     * Feeds the detector what is new. Where nothing is, or only more of a day that was fed before, what it found then
     * stands: it judges each day once.
     */
    private List<Finding> watch(
            AccountHistory history,
            Optional<EffectiveRule<HistoryValidator>> anomalyRule,
            List<Finding> before,
            Instant now) {
        List<Finding> findings = new ArrayList<>();
        AtomicReference<AnomalyWatch.Fed> fed = new AtomicReference<>(AnomalyWatch.Fed.NOTHING);
        anomalyRule.ifPresent(rule -> {
            List<Finding> found = new ArrayList<>();
            ask(
                    rule,
                    Subject.account(history.account(), null),
                    found,
                    to -> fed.set(watch.watch(history, new KeptStates(false), to)));
            if (fed.get() != AnomalyWatch.Fed.NEW_DAY) {
                before.stream()
                        .filter(finding -> finding.subject().day() != null)
                        .forEach(finding -> findings.add(again(finding, rule)));
            }
            findings.addAll(found);
        });
        save(ANOMALY + history.account().key(), window(history.lastDay()), findings, now);
        if (fed.get() != AnomalyWatch.Fed.NOTHING) {
            // What was found is kept before what was learnt from it: a run killed in between finds it again.
            watch.watch(history, new KeptStates(true), (severity, subject, field, value, text) -> {});
        }
        return findings;
    }

    /** What was found before, as grave as the rule says now. */
    private static Finding again(Finding finding, EffectiveRule<?> rule) {
        Severity severity = rule.severity(finding.severity());
        return severity == finding.severity()
                ? finding
                : new Finding(
                        finding.rule(),
                        finding.dimension(),
                        severity,
                        finding.subject(),
                        finding.field(),
                        finding.value(),
                        rule.text(finding.text()),
                        finding.count());
    }

    /** The anomalies that are open, by check. */
    private Map<String, List<Finding>> openAnomalies(Instant now) {
        Map<String, List<Finding>> open = new HashMap<>();
        storage.quality().findings(now.minus(RecentDays.DAYS, ChronoUnit.DAYS), known -> {
            if (known.resolvedAt() == null && known.check().startsWith(ANOMALY)) {
                open.computeIfAbsent(known.check(), check -> new ArrayList<>()).add(known.finding());
            }
        });
        return open;
    }

    /** What the detector has learnt, in the storage. */
    private final class KeptStates implements AnomalyWatch.States {
        private final boolean saves;

        KeptStates(boolean saves) {
            this.saves = saves;
        }

        @Override
        public Map<String, byte[]> load(Collection<String> keys) {
            return storage.quality().detectorStates(detector.id(), keys);
        }

        @Override
        public void save(Map<String, byte[]> changed) {
            if (saves) {
                storage.quality().saveDetectorStates(detector.id(), changed);
            }
        }
    }

    private List<Finding> check(Campaign campaign, Collection<AccountHistory> accounts, Instant now) {
        CampaignHistory history = new CampaignHistory(
                campaign,
                now,
                accounts.stream()
                        .map(account -> of(campaign, account))
                        .filter(account -> !account.arms().isEmpty())
                        .toList(),
                outcomes(campaign, now));
        List<Finding> findings = new ArrayList<>();
        Subject subject = Subject.campaign(campaign.id(), null);
        rules.crossPlatform(now)
                .forEach(rule ->
                        ask(rule, subject, findings, found -> rule.validator().check(history, found)));
        save("campaign:" + campaign.id(), window(today(campaign, now)), findings, now);
        return findings;
    }

    private static AccountHistory of(Campaign campaign, AccountHistory account) {
        List<ArmHistory> arms = account.arms().stream()
                .filter(arm -> arm.arm().campaignId().equals(campaign.id()))
                .toList();
        return new AccountHistory(
                account.account(),
                account.now(),
                account.lastDay(),
                account.completeUntil(),
                account.restatementDays(),
                arms);
    }

    private List<Outcome> outcomes(Campaign campaign, Instant now) {
        List<Outcome> outcomes = new ArrayList<>();
        storage.outcomes().outcomes(campaign.id(), window(today(campaign, now)), now, outcomes::add);
        return outcomes;
    }

    private Map<String, Account> accounts() {
        Map<String, Account> accounts = new TreeMap<>();
        arms.get().forEach(arm -> accounts.put(arm.account().key(), arm.account()));
        return accounts;
    }

    private static LocalDate lastDay(Account account, Instant now) {
        return now.atZone(account.zone()).toLocalDate().minusDays(1);
    }

    private static LocalDate today(Campaign campaign, Instant now) {
        return now.atZone(campaign.zone()).toLocalDate();
    }

    private static DateRange window(LocalDate last) {
        return new DateRange(last.minusDays(RecentDays.DAYS - 1L), last);
    }

    private static Instant completeUntil(String accountKey, List<Watermark> watermarks) {
        return watermarks.stream()
                .filter(mark -> mark.accountKey().equals(accountKey))
                .map(Watermark::completeUntil)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
