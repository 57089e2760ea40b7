package io.banditpipeline.connectors.meta;

import java.time.InstantSource;

/**
 * What a fetch works with.
 *
 * @param graph calls Meta
 * @param sizes how much of the account can be asked for at once
 * @param types which actions are purchases
 * @param runs report runs
 * @param directory lists objects
 * @param clock the time
 */
record FetchTools(
        Graph graph, Sizes sizes, PurchaseTypes types, ReportRuns runs, Directory directory, InstantSource clock) {}
