package io.banditpipeline.examples;

import io.banditpipeline.Workflows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All that the program can do. */
final class Commands {
    private Commands() {}

    /** The commands, in the order of the help. */
    static List<Command> all() {
        return List.of(
                new WorkflowCommand(
                        Workflows.DAILY, "collect what is due, learn, and plan the next day of every campaign"),
                new WorkflowCommand(Workflows.HOURLY, "collect yesterday and today; plans nothing"),
                new BackfillCommand(),
                new WorkflowCommand(Workflows.MODEL, "fit the mix models to all that is stored"),
                new PlanCommand(),
                new ExplainCommand(),
                new ReplayCommand(),
                new QualityCommand(),
                new StatusCommand(),
                new RunsCommand(),
                new RunCommand(),
                StopRunCommand.cancel(),
                StopRunCommand.pause(),
                GoOnCommand.resume(),
                GoOnCommand.rerun(),
                new JobsCommand(),
                PauseJobCommand.pause(),
                PauseJobCommand.resume(),
                new StartCommand(),
                new AlertsCommand(),
                new AcknowledgeCommand(),
                new CallsCommand(),
                new BudgetsCommand(),
                new HeldRowsCommand(),
                new HeldRowCommand(),
                ResolveCommand.release(),
                ResolveCommand.reject(),
                new ReleaseAllCommand(),
                new DemoCommand(),
                new HelpCommand());
    }

    /**
     * The command that words begin with.
     *
     * @throws UsageException if they begin with none
     */
    static Command find(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("Say what to do.");
        }
        if (List.of("--help", "-h").contains(words.get(0))) {
            return new HelpCommand();
        }
        Command found = longest(words).orElseThrow(() -> unknown(words));
        List<String> rest = words.subList(words(found), words.size());
        boolean hasGroup = all().stream().anyMatch(command -> command.name().startsWith(found.name() + " "));
        if (hasGroup
                && found.operands().isEmpty()
                && !rest.isEmpty()
                && !rest.get(0).startsWith("-")) {
            throw unknown(words);
        }
        return found;
    }

    /** The command of a name; empty if there is none. */
    static Optional<Command> named(String name) {
        return all().stream().filter(command -> command.name().equals(name)).findFirst();
    }

    /** How many words a command's name has. */
    static int words(Command command) {
        return split(command.name()).size();
    }

    private static Optional<Command> longest(List<String> words) {
        return all().stream()
                .filter(command -> startsWith(words, split(command.name())))
                .max(Comparator.comparingInt(Commands::words));
    }

    private static UsageException unknown(List<String> words) {
        List<String> names = all().stream().map(Command::name).toList();
        List<String> group = names.stream()
                .filter(name -> name.startsWith(words.get(0) + " "))
                .toList();
        int length = group.isEmpty() || words.size() == 1 || words.get(1).startsWith("-") ? 1 : 2;
        String typed = String.join(" ", words.subList(0, length));
        String hint = length == 1 && !group.isEmpty() ? "" : Nearest.hint(typed, group.isEmpty() ? names : group);
        return new UsageException("There is no command " + Databases.word(typed) + "."
                + (hint.isEmpty() && !group.isEmpty() ? " There are: " + String.join(", ", group) + "." : hint));
    }

    private static boolean startsWith(List<String> words, List<String> name) {
        return words.size() >= name.size() && words.subList(0, name.size()).equals(name);
    }

    private static List<String> split(String name) {
        return Arrays.asList(name.split(" ", -1));
    }
}
