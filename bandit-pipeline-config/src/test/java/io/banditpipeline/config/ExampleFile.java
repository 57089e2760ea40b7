package io.banditpipeline.config;

import java.util.List;

/** Writes the annotated example from the table of options. What has no default stands there as a comment. */
final class ExampleFile {
    private static final String JOB = "scheduler.jobs.*";
    private static final int WIDTH = 118;

    /** The jobs of the example; the second shows what else a job may say, as comments. */
    private static final List<Job> JOBS = List.of(
            new Job("hourly_metrics", false, List.of(Options.JOB_ENABLED, Options.JOB_INTERVAL)),
            new Job("daily_aggregation", true, List.of(Options.JOB_ENABLED, Options.JOB_TIME)),
            new Job("weekly_model", false, List.of(Options.JOB_DAY, Options.JOB_TIME, Options.JOB_WORKFLOW)));

    /** Nothing listens yet; and accounts, campaigns and arms are everybody's own. */
    private static final List<String> COMMENTED = List.of("webhooks.", "sources.", "campaigns.", "arms.", "budgets.");

    private record Job(String name, boolean showsAll, List<Option<?>> said) {}

    private final StringBuilder out = new StringBuilder();

    private ExampleFile() {}

    static String text() {
        ExampleFile file = new ExampleFile();
        file.out.append("""
                # Every setting of bandit-pipeline, with its default. What has none is a comment that shows an example.
                # docs/configuration.md says more. Remove what you do not change.
                """);
        Options.SECTIONS.stream()
                .filter(section -> !section.path().contains("."))
                .forEach(section -> {
                    file.out.append('\n');
                    file.append(section);
                });
        return file.out.toString();
    }

    private void append(Section section) {
        comment(section.path(), section.meaning());
        line(section.path(), isActive(section.path()), FreeName.sample(last(section.path())) + ":");
        options(section.path()).forEach(this::append);
        Options.SECTIONS.stream()
                .filter(inner -> parent(inner.path()).equals(section.path()))
                .forEach(inner -> {
                    if (inner.path().equals(JOB)) {
                        comment(JOB, inner.meaning());
                        JOBS.forEach(this::job);
                    } else {
                        append(inner);
                    }
                });
    }

    private void append(Option<?> option) {
        explain(option);
        line(option.path(), isActive(option), option.key() + ": " + option.example());
    }

    private void explain(Option<?> option) {
        comment(option.path(), option.meaning() + " Allowed: " + option.kind().allowed() + ".");
    }

    private void job(Job job) {
        line(JOB, true, job.name() + ":");
        for (Option<?> option : options(JOB)) {
            boolean said = job.said().contains(option);
            if (job.showsAll()) {
                explain(option);
            }
            if (said || job.showsAll()) {
                line(option.path(), said, option.key() + ": " + option.example());
            }
        }
    }

    /** Whether a key can stand there beside the others: it has a default, or the example works because of it. */
    static boolean isActive(Option<?> option) {
        return option.standard() != null && COMMENTED.stream().noneMatch(option.path()::startsWith)
                || option == Options.DATABASE_TYPE
                || option == Options.CONNECTION_STRING
                || option == Options.SCHEDULER_ZONE;
    }

    private static boolean isActive(String section) {
        return section.equals("scheduler.jobs")
                || Options.ALL.stream().anyMatch(option -> option.path().startsWith(section + ".") && isActive(option));
    }

    private static List<Option<?>> options(String section) {
        return Options.ALL.stream()
                .filter(option -> option.section().equals(section))
                .toList();
    }

    private void comment(String path, String text) {
        String start = indent(path) + "# ";
        StringBuilder line = new StringBuilder(start);
        for (String word : text.replace("`", "").split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(start);
            }
            line.append(word).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private void line(String path, boolean active, String text) {
        out.append(indent(path)).append(active ? "" : "# ").append(text).append('\n');
    }

    private static String indent(String path) {
        return "  "
                .repeat((int) path.chars().filter(character -> character == '.').count());
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
}
