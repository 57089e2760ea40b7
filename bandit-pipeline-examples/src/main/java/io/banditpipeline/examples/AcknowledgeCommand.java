package io.banditpipeline.examples;

import java.util.List;

/** Notes that somebody knows of an alert. */
final class AcknowledgeCommand implements Command {
    @Override
    public String name() {
        return "alerts ack";
    }

    @Override
    public String summary() {
        return "note that somebody knows of an open alert: it is told again only if it becomes worse or comes back";
    }

    @Override
    public List<String> operands() {
        return List.of("CODE", "SUBJECT");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, Option.BY, Option.JSON);
    }

    @Override
    public int run(Call call) {
        String by = call.options().required(Option.BY);
        String code = call.options().operand();
        String subject = call.options().operands().get(1);
        try (Session session = Session.openNow(call)) {
            boolean known = session.pipeline().alerts().acknowledge(code, subject, by);
            call.print(
                    json -> json.put("acknowledged", known),
                    () -> known
                            ? "Noted: " + by + " knows of " + code + " about " + subject + ".\n"
                            : "No alert " + code + " about " + subject + " is open: 'alerts' lists those that are.\n");
            return known ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }
}
