package io.banditpipeline.core.internal.quality;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.quality.CrossPlatformValidator;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Scope;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a pipeline, and how strict each is: whose, from when, with which numbers. Immutable, thread-safe.
 *
 * <p>A book that has {@link #problems} may not be used: whoever builds a pipeline asks for them first.
 */
public final class RuleBook {
    private final List<String> problems;
    private final List<Waiver> waivers;
    private final List<Adjusted> general;
    private final Map<String, List<Adjusted>> byPlatform = new HashMap<>();

    /** A rule with its numbers as they are overridden. */
    private record Adjusted(Validator validator, @Nullable Severity forced) {}

    private RuleBook(List<Validator> rules, QualityPolicy policy, List<String> problems) {
        this.problems = problems;
        this.waivers = policy.waivers();
        if (!problems.isEmpty()) {
            this.general = List.of();
            return;
        }
        this.general = adjust(rules, null, policy.overrides());
        policy.overrides().stream()
                .map(RuleOverride::platform)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(platform -> byPlatform.put(platform, adjust(rules, platform, policy.overrides())));
    }

    /**
     * Makes a book.
     *
     * @param rules the rules, in the order in which they are asked
     * @param policy what is overridden and waived
     */
    public static RuleBook of(List<Validator> rules, QualityPolicy policy) {
        return new RuleBook(List.copyOf(rules), policy, PolicyProblems.of(rules, policy));
    }

    /** What is wrong with rules and policy, each with what to do; empty if nothing is. */
    public List<String> problems() {
        return problems;
    }

    /**
     * The rules that count for an account.
     *
     * @throws IllegalStateException if the book has problems
     */
    public AccountRules rules(Account account, Instant now) {
        return new AccountRules(effective(
                byPlatform.getOrDefault(account.platform(), sound(general)),
                waivers.stream().filter(waiver -> isFor(waiver, account)),
                now));
    }

    /**
     * The rules about all platforms of a campaign together. Only overrides and waivers for all platforms touch them.
     *
     * @throws IllegalStateException if the book has problems
     */
    public List<EffectiveRule<CrossPlatformValidator>> crossPlatform(Instant now) {
        return AccountRules.only(
                CrossPlatformValidator.class,
                effective(sound(general), waivers.stream().filter(waiver -> waiver.platform() == null), now));
    }

    /**
     * Changes when the rules of rows and slices of an account do; see {@link AccountRules#fingerprint}.
     *
     * @throws IllegalStateException if the book has problems
     */
    public String fingerprint(Account account, Instant now) {
        return rules(account, now).fingerprint();
    }

    private List<Adjusted> sound(List<Adjusted> rules) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("the rules have problems: " + String.join("; ", problems));
        }
        return rules;
    }

    private static List<Adjusted> adjust(
            List<Validator> rules, @Nullable String platform, List<RuleOverride> overrides) {
        List<Adjusted> adjusted = new ArrayList<>();
        for (Validator rule : rules) {
            RuleChange change =
                    RuleChange.of(rule.id(), rule.scope() == Scope.CROSS_PLATFORM ? null : platform, overrides);
            if (change.enabled()) {
                adjusted.add(new Adjusted(
                        change.parameters().isEmpty() ? rule : rule.withParameters(change.parameters()),
                        change.severity()));
            }
        }
        return List.copyOf(adjusted);
    }

    private static List<EffectiveRule<?>> effective(List<Adjusted> rules, Stream<Waiver> waivers, Instant now) {
        Map<String, Waiver> active = new HashMap<>();
        waivers.filter(waiver -> now.isBefore(waiver.until()))
                .sorted(Comparator.comparing(Waiver::until).thenComparing(Waiver::reason))
                .forEach(waiver -> active.put(waiver.rule(), waiver)); // of several the one that lasts longest
        List<EffectiveRule<?>> effective = new ArrayList<>();
        for (Adjusted rule : rules) {
            effective.add(new EffectiveRule<>(
                    rule.validator(), rule.forced(), active.get(rule.validator().id())));
        }
        return effective;
    }

    private static boolean isFor(Waiver waiver, Account account) {
        return (waiver.platform() == null || waiver.platform().equals(account.platform()))
                && (waiver.accountId() == null || waiver.accountId().equals(account.id()));
    }
}
