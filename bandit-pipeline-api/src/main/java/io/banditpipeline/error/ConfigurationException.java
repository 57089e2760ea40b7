package io.banditpipeline.error;

import java.util.List;

/** A configuration that cannot work, with every mistake found in it. */
public final class ConfigurationException extends PipelineException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * @param what what was being configured, such as {@code "pipeline"}
     * @param problems every mistake found: the property, its value and how to mend it; not empty
     */
    public ConfigurationException(String what, List<String> problems) {
        super(ErrorCode.CONFIGURATION, message(what, problems));
        this.problems = List.copyOf(problems);
    }

    /** Every mistake found. */
    public List<String> problems() {
        return problems;
    }

    private static String message(String what, List<String> problems) {
        return problems.size() == 1
                ? "The " + what + " cannot be built: " + problems.get(0)
                : "The " + what + " cannot be built, " + problems.size() + " problems:\n - "
                        + String.join("\n - ", problems);
    }
}
