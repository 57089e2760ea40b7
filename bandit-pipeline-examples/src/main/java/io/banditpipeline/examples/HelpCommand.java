package io.banditpipeline.examples;

import java.util.List;

/** Says what the program can do. */
final class HelpCommand implements Command {
    private static final Option MARKDOWN =
            new Option("--markdown", "", "the help of all commands, as the documentation has it");

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "list the commands, or tell what one does and which options it has";
    }

    @Override
    public List<String> operands() {
        return List.of("[COMMAND...]");
    }

    @Override
    public List<Option> options() {
        return List.of(MARKDOWN);
    }

    @Override
    public int run(Call call) {
        List<String> asked = call.options().operands();
        if (!asked.isEmpty()) {
            call.out().print(Usage.of(Commands.find(asked)));
        } else {
            call.out().print(call.options().has(MARKDOWN.name()) ? Usage.markdown() : Usage.all());
        }
        return BanditPipelineCommand.GOOD;
    }
}
