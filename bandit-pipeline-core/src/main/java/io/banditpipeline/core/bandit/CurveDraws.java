package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.core.random.RandomStreams;
import io.banditpipeline.core.random.Samplers;
import io.banditpipeline.mmm.ChannelDraws;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.money.Micros;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Joint draws of every arm's response curve: exponential, with a slope at zero spend and a scale.
 *
 * <p>An arm's worth in a draw is its drawn conversions per currency unit times the value of a conversion. With response
 * curves, the arm's part of its channel's curve has the channel's scale times the arm's share of the channel's recent
 * spend, and the channel's slope times the arm's worth relative to the channel's mean of the same draw: at the recent
 * split the parts add up to the channel. Without, the curve is the straight line of the arm's own worth.
 */
final class CurveDraws {
    private static final double LEAST_SLOPE = 1e-300;

    /** What is the same in every draw of an arm. */
    private record Member(RankedArm ranked, ArmGroup group, double weight, boolean worthIsKnown, double value) {
        boolean isDrawn() {
            return worthIsKnown && (group.curves == null || group.compares());
        }
    }

    /** Whether marginal returns are in units of money, conversions, or nothing at all. */
    enum Measure {
        REVENUE,
        CONVERSIONS,
        NONE
    }

    private final List<Member> members;
    private final List<ArmGroup> groups;
    private final SplittableRandom[] streams;
    private final double[] worth;
    private final long seed;
    private final boolean modelled;
    private final Measure measure;

    CurveDraws(AllocationRequest request, List<RankedArm> arms, SpendBounds bounds, int draws) {
        seed = request.seed();
        Map<String, ChannelDraws> curves = curvesOf(request.posterior());
        modelled = arms.stream().anyMatch(arm -> curves.containsKey(arm.arm().channel()));
        measure = measureOf(arms);
        Map<String, ArmGroup> byName = new TreeMap<>();
        double seedWeight = Math.max(Micros.toDouble(bounds.seedMicros), bounds.units.toCurrency(1));
        members = arms.stream()
                .map(arm -> member(
                        arm,
                        byName.computeIfAbsent(
                                modelled ? arm.arm().channel() : "", name -> new ArmGroup(curves.get(name))),
                        seedWeight))
                .toList();
        groups = List.copyOf(byName.values());
        groups.stream().filter(ArmGroup::compares).forEach(group -> group.prepare(draws));
        streams = new SplittableRandom[arms.size()];
        worth = new double[arms.size()];
        for (int k = 0; k < streams.length; k++) {
            streams[k] = streamOf(k);
        }
    }

    private static Map<String, ChannelDraws> curvesOf(@Nullable MmmPosterior posterior) {
        return posterior == null || posterior.size() == 0
                ? Map.of()
                : posterior.draws().stream().collect(Collectors.toMap(ChannelDraws::channel, Function.identity()));
    }

    private static Measure measureOf(List<RankedArm> arms) {
        if (arms.stream().anyMatch(arm -> arm.state().valuePerConversion() > 0)) {
            return Measure.REVENUE;
        }
        RatePrior none = RatePrior.NO_EVIDENCE;
        boolean blind = arms.stream()
                .allMatch(arm ->
                        arm.state().alpha() == none.shape() && arm.state().beta() == none.rate());
        return blind ? Measure.NONE : Measure.CONVERSIONS;
    }

    private Member member(RankedArm arm, ArmGroup group, double seedWeight) {
        double recent = Micros.toDouble(Math.max(0, arm.state().recentMicros()));
        double weight = arm.isNew() ? seedWeight : recent;
        double value = measure == Measure.REVENUE ? arm.state().valuePerConversion() : 1;
        boolean known = measure != Measure.NONE && value > 0;
        group.join(weight, recent, known);
        return new Member(arm, group, weight, known, value);
    }

    /** What one unit of response is: revenue where there are response curves or values. */
    Measure measure() {
        return modelled ? Measure.REVENUE : measure;
    }

    private SplittableRandom streamOf(int k) {
        return RandomStreams.of(seed, members.get(k).ranked().arm().id());
    }

    /** Draws every arm's curve; draws must be taken in order, from 0. */
    void next(int draw, double[] logSlope, double[] scale) {
        for (int k = 0; k < worth.length; k++) {
            Member member = members.get(k);
            if (member.isDrawn()) {
                worth[k] = drawWorth(member, streams[k]);
                if (member.group.compares()) {
                    member.group.addWorth(draw, member.weight, worth[k]);
                }
            }
        }
        double elsewhere = modelled ? marginalElsewhere(draw) : 0;
        for (int k = 0; k < worth.length; k++) {
            Member member = members.get(k);
            logSlope[k] = StrictMath.log(Math.max(LEAST_SLOPE, slope(member, draw, worth[k], elsewhere)));
            scale[k] = scale(member, draw);
        }
    }

    /** The marginal returns of one arm at a spend, over all draws; needs {@link #next} to have taken them all. */
    void marginals(int k, double spend, double[] marginals) {
        Member member = members.get(k);
        SplittableRandom again = streamOf(k);
        for (int draw = 0; draw < marginals.length; draw++) {
            double drawn = member.isDrawn() ? drawWorth(member, again) : 0;
            double elsewhere = modelled && member.group.curves == null ? marginalElsewhere(draw) : 0;
            double slope = slope(member, draw, drawn, elsewhere);
            marginals[draw] = slope * StrictMath.exp(-spend / scale(member, draw));
        }
    }

    private static double drawWorth(Member member, SplittableRandom stream) {
        return Samplers.gamma(stream, member.ranked.state().alpha())
                / member.ranked.state().beta()
                * member.value;
    }

    private double slope(Member member, int draw, double drawn, double elsewhere) {
        ArmGroup group = member.group;
        if (!modelled) {
            return slopeWithoutModel(member, draw, drawn);
        }
        double efficiency = member.worthIsKnown && group.compares() ? relative(drawn, group.meanWorth(draw)) : 1;
        double base = group.curves == null ? elsewhere : group.curves.slope()[draw % group.curves.size()];
        return base * efficiency;
    }

    private double slopeWithoutModel(Member member, int draw, double drawn) {
        if (member.worthIsKnown) {
            return drawn;
        }
        return member.group.compares() ? member.group.meanWorth(draw) : 1;
    }

    private static double relative(double drawn, double mean) {
        return mean > 0 ? drawn / mean : 1;
    }

    private double scale(Member member, int draw) {
        ChannelDraws curves = member.group.curves;
        if (curves != null) {
            return curves.scale()[draw % curves.size()] * (member.weight / member.group.weight);
        }
        // Without any evidence, equal slopes and scales in proportion to recent spend keep every arm's share.
        return measure() == Measure.NONE ? member.weight : Double.POSITIVE_INFINITY;
    }

    /** What the next unit of money brings in the channels that the model knows: the mean by recent spend. */
    private double marginalElsewhere(int draw) {
        double sum = 0;
        double weight = 0;
        for (ArmGroup group : groups) {
            if (group.curves != null) {
                int index = draw % group.curves.size();
                double decline = StrictMath.exp(-group.recent / group.curves.scale()[index]);
                sum += group.weight * group.curves.slope()[index] * decline;
                weight += group.weight;
            }
        }
        return sum / weight;
    }
}
