package io.banditpipeline.testkit.platform;

/**
 * A header line.
 *
 * @param name its name, in the case in which it was sent
 * @param value its value, without blanks around it
 */
public record HttpHeader(String name, String value) {}
