package io.banditpipeline.testkit.platform;

/**
 * A conversion action of a simulated Google Ads account.
 *
 * @param id its number
 * @param name its name
 * @param enabled whether its status is {@code ENABLED} rather than {@code HIDDEN}
 * @param counted whether it is part of {@code metrics.conversions}
 * @param clickWindowDays for how long after a click conversions count
 * @param viewWindowDays for how long after a view conversions count
 */
public record ConversionAction(
        long id, String name, boolean enabled, boolean counted, int clickWindowDays, int viewWindowDays) {}
