package io.banditpipeline.connectors.csv;

/**
 * A column that was found in a header.
 *
 * @param index where it stands; the first is 0
 * @param name as the header writes it
 */
record NamedColumn(int index, String name) {}
