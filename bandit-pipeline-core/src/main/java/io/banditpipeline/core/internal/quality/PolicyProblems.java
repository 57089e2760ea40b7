package io.banditpipeline.core.internal.quality;

import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Scope;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Waiver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with rules and a policy, in words that say what to do. */
final class PolicyProblems {
    private static final int LONGEST_ID = 190;

    private final Map<String, Validator> ruleById = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private PolicyProblems() {}

    static List<String> of(List<Validator> rules, QualityPolicy policy) {
        PolicyProblems all = new PolicyProblems();
        rules.forEach(all::index);
        policy.overrides().forEach(all::check);
        for (int i = 0; i < policy.overrides().size(); i++) {
            for (int j = 0; j < i; j++) {
                all.compare(policy.overrides().get(j), policy.overrides().get(i));
            }
        }
        policy.waivers().forEach(all::check);
        return List.copyOf(all.problems);
    }

    private void index(Validator rule) {
        String id = rule.id();
        if (id.isBlank() || id.length() > LONGEST_ID) {
            problems.add("the id '" + id + "' of a rule of class "
                    + rule.getClass().getName() + " must have 1 to " + LONGEST_ID + " characters");
        } else if (ruleById.putIfAbsent(id, rule) != null) {
            problems.add("two rules have the id '" + id + "'; ids must differ");
        }
    }

    private void check(RuleOverride override) {
        String what = name("override", override.rule(), override.platform());
        Validator rule = known(what, override.rule(), override.platform());
        if (rule == null) {
            return;
        }
        if (!override.enabled() || weakens(override.severity())) {
            refuseIfEssential(what, rule);
        }
        boolean allKnown = true;
        for (String parameter : override.parameters().keySet().stream().sorted().toList()) {
            if (!rule.parameters().containsKey(parameter)) {
                allKnown = false;
                problems.add(what + ": the rule has no parameter '" + parameter + "'"
                        + Nearest.hint(parameter, rule.parameters().keySet()));
            }
        }
        if (allKnown) {
            tryOut(what, rule, override);
        }
    }

    private void tryOut(String what, Validator rule, RuleOverride override) {
        try {
            Validator changed = rule.withParameters(override.parameters());
            if (!changed.id().equals(rule.id()) || changed.scope() != rule.scope()) {
                problems.add(what + ": with other parameters the rule calls itself '" + changed.id() + "' of scope "
                        + changed.scope() + "; id and scope must stay '" + rule.id() + "' and " + rule.scope());
            }
        } catch (IllegalArgumentException e) {
            problems.add(what + ": " + e.getMessage());
        }
    }

    private void check(Waiver waiver) {
        String what = name("waiver", waiver.rule(), waiver.platform());
        Validator rule = known(what, waiver.rule(), waiver.platform());
        if (rule != null) {
            refuseIfEssential(what, rule);
        }
    }

    private void refuseIfEssential(String what, Validator rule) {
        if (StandardRules.ESSENTIAL.contains(rule.id())) {
            problems.add(what + ": rows that break this rule cannot be stored, so it can be neither turned off, nor"
                    + " lowered below ERROR, nor waived; correct the rows in the source");
        }
    }

    private static boolean weakens(@Nullable Severity severity) {
        return severity != null && severity.compareTo(Severity.ERROR) < 0;
    }

    private @Nullable Validator known(String what, String id, @Nullable String platform) {
        Validator rule = ruleById.get(id);
        if (rule == null) {
            problems.add(what + ": there is no such rule" + Nearest.hint(id, ruleById.keySet()));
            return null;
        }
        if (platform != null && rule.scope() == Scope.CROSS_PLATFORM) {
            problems.add(what + ": the rule looks at all platforms of a campaign together; name no platform");
        }
        return rule;
    }

    private void compare(RuleOverride a, RuleOverride b) {
        if (!a.rule().equals(b.rule()) || !Objects.equals(a.platform(), b.platform())) {
            return;
        }
        String what = "two overrides of rule '" + a.rule() + "' for " + whom(a.platform());
        if (a.enabled() != b.enabled()) {
            problems.add(what + ": one turns it off, the other changes it; remove one of them");
        }
        if (a.severity() != null && b.severity() != null && a.severity() != b.severity()) {
            problems.add(
                    what + " name the severities " + a.severity() + " and " + b.severity() + "; remove one of them");
        }
        b.parameters().forEach((parameter, value) -> {
            Double other = a.parameters().get(parameter);
            if (other != null && !other.equals(value)) {
                problems.add(what + " set " + parameter + " to " + other + " and " + value + "; remove one of them");
            }
        });
    }

    private static String name(String kind, String rule, @Nullable String platform) {
        return kind + " of rule '" + rule + "' for " + whom(platform);
    }

    private static String whom(@Nullable String platform) {
        return platform == null ? "all platforms" : "platform '" + platform + "'";
    }
}
