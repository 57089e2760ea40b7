package io.banditpipeline.config;

/**
 * A section that a settings file may have.
 *
 * @param path the names of the sections around it and its own, joined by dots; {@code *} stands for any name
 * @param meaning what it is, as a sentence
 */
record Section(String path, String meaning) {}
