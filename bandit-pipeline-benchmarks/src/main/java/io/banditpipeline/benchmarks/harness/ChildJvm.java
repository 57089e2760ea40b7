package io.banditpipeline.benchmarks.harness;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A virtual machine of its own for one measurement, with the heap limit of this one unless another is named: what one
 * measurement leaves behind in the heap or in compiled code cannot help or harm the next.
 */
public final class ChildJvm {
    private static final long MIB = 1L << 20;

    private final Class<?> program;
    private final String maxHeapBytes;

    /** @param program its {@code main} prints its result as the last line on standard output and ends with 0 */
    public ChildJvm(Class<?> program) {
        this(program, maxHeapBytes());
    }

    /**
     * A machine with a heap limit of its own.
     *
     * @param program as above
     * @param maxHeapMib the limit in MiB
     */
    public ChildJvm(Class<?> program, int maxHeapMib) {
        this(program, Long.toString(maxHeapMib * MIB));
    }

    private ChildJvm(Class<?> program, String maxHeapBytes) {
        this.program = program;
        this.maxHeapBytes = maxHeapBytes;
    }

    /**
     * Runs the program and returns the last line that it printed. What it says on standard error goes to ours.
     *
     * @throws BadResultException if it fails or prints nothing
     */
    public String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=" + maxHeapBytes,
                "-cp",
                absolute(System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String last = lastLine(process);
            int code = process.waitFor();
            if (code != 0 || last.isEmpty()) {
                throw new BadResultException(
                        program.getSimpleName() + " " + List.of(arguments) + " ended with " + code + ": " + last);
            }
            return last;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The heap limit as it was given, which {@link Runtime#maxMemory} understates. */
    private static String maxHeapBytes() {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxHeapSize")
                .getValue();
    }

    private static String absolute(String classPath) {
        return String.join(
                File.pathSeparator,
                Arrays.stream(classPath.split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    private static String lastLine(Process process) throws IOException {
        String last = "";
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
        }
        return last;
    }
}
