package io.banditpipeline.store;

/**
 * What storing a slice changed. Each row is compared with what was effective at its own {@code observedAt}.
 *
 * @param added rows of entities and intervals that were not known (or had been removed)
 * @param changed rows that restate a known one
 * @param unchanged rows that say what is known
 * @param removed known rows that vanished: tombstones
 */
public record SliceReceipt(long added, long changed, long unchanged, long removed) {}
