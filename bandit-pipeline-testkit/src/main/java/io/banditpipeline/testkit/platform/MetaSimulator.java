package io.banditpipeline.testkit.platform;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Marketing API of Meta on the loopback interface: accounts, campaigns, ad sets and ads, insights at once and as
 * reports, and daily budgets, with the limits, headers, errors and oddities of the real one. What it knows comes from
 * {@link PlatformData}; time is that of the clock, so that a simulated year is over when the test likes.
 *
 * <p>What a client should never do is refused and kept as a {@linkplain #violations violation}; calls during a delay
 * that a header has told are counted as {@linkplain #earlyCalls early}. With a clock that stands still, calls that
 * other threads had sent already count as early, too. This class is thread-safe.
 */
public final class MetaSimulator implements AutoCloseable {
    private final MetaGraph graph;
    private final SimulatedPlatform platform;

    MetaSimulator(MetaSimulatorBuilder builder) {
        graph = new MetaGraph(builder);
        platform = new SimulatedPlatform(builder.settings, graph, MetaTrouble::away);
        if (builder.failureRate > 0) {
            platform.server().faults().randomly(builder.seed, builder.failureRate, call -> true, MetaTrouble.passing());
        }
        graph.at(platform.uri());
    }

    /** Begins a simulator. */
    public static MetaSimulatorBuilder builder(PlatformData data, InstantSource clock) {
        return new MetaSimulatorBuilder(data, clock);
    }

    /** Where it is, without a version: what stands for {@code https://graph.facebook.com}. */
    public URI uri() {
        return platform.uri();
    }

    /** The server, for faults of the network and the calls as they came in. */
    public LoopbackServer server() {
        return platform.server();
    }

    /** How many calls came in for an endpoint, refused ones included. */
    public long calls(MetaEndpoint endpoint) {
        return graph.counters().calls(endpoint);
    }

    /** The same for all endpoints that were called. */
    public Map<MetaEndpoint, Long> calls() {
        return graph.counters().calls();
    }

    /** What the client should not have done, oldest first; without tokens and proofs. At most 1,000 are kept. */
    public List<String> violations() {
        return graph.counters().violations();
    }

    /** The calls that came before the delay was over that a header had told. */
    public List<EarlyCall> earlyCalls() {
        return graph.throttle().early();
    }

    /** How many calls were refused because of a limit, early ones included. */
    public long throttled() {
        return graph.throttle().throttled();
    }

    /** How many requests were failed on purpose, by outages, random failures and planned faults. */
    public long failedOnPurpose() {
        return platform.server().faults().planted();
    }

    /** All changes of budgets that were accepted, oldest first. */
    public List<BudgetWrite> budgetWrites() {
        return graph.budgets().writes();
    }

    /** The daily budget of a campaign or ad set in micros; empty if it has none of its own, or is not there. */
    public Optional<Long> budgetMicros(String id) {
        return graph.objects()
                .find(id, graph.now())
                .filter(found -> graph.budgets().hasBudget(found.entity()))
                .map(found ->
                        MetaBudgets.micros(found.account(), graph.budgets().budget(found.account(), id)));
    }

    /** From now on the token has expired: 190/463. */
    public void expireToken() {
        graph.access().state(MetaAccess.TokenState.EXPIRED);
    }

    /** From now on the app is not authorised any more: 190/458. */
    public void deauthorise() {
        graph.access().state(MetaAccess.TokenState.DEAUTHORISED);
    }

    /** The token is good again. */
    public void reviveToken() {
        graph.access().state(MetaAccess.TokenState.ALIVE);
    }

    /**
     * From now on permission for an account is missing.
     *
     * @param accountId with or without {@code act_}
     * @param code 200 or 10
     */
    public void forbid(String accountId, int code) {
        graph.access().forbid(accountId.replace("act_", ""), code);
    }

    /** Permission for an account is there again. */
    public void permit(String accountId) {
        graph.access().permit(accountId.replace("act_", ""));
    }

    /** How the next reports end that do not fail for another reason, in order; all others are completed. */
    public void endNextReports(MetaReportEnd... ends) {
        graph.reports().endNext(List.of(ends));
    }

    /**
     * The next calls of an endpoint get this error, before anything else is looked at but token and limits.
     *
     * @param times how many calls
     * @param status the HTTP status
     * @param subcode 0 for none
     */
    public void failNext(MetaEndpoint endpoint, int times, int status, int code, int subcode) {
        graph.trouble()
                .failNext(endpoint, times, new MetaError(status, code, subcode, false, "(#" + code + ") scripted"));
    }

    @Override
    public void close() {
        platform.close();
    }
}
