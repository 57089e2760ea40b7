package io.banditpipeline.examples;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Finds out whether a person reads along. */
final class Terminal {
    private Terminal() {}

    /** Whether the program has a terminal that can take its cursor back. */
    static boolean isAttached() {
        Console console = System.console();
        String kind = System.getenv("TERM");
        return console != null && kind != null && !kind.equals("dumb") && isTerminal(console);
    }

    /** From Java 22 on there is a console without a terminal, too, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // an older Java, where a console is a terminal
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Console.isTerminal is public and throws nothing", e);
        }
    }
}
