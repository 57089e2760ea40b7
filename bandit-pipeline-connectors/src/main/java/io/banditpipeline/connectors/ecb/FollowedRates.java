package io.banditpipeline.connectors.ecb;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The rates of a file as it is now. Thread-safe. */
final class FollowedRates implements ExchangeRates {
    private final Path file;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Snapshot latest;

    private FollowedRates(Path file, Snapshot first) {
        this.file = file;
        this.latest = first;
    }

    static FollowedRates of(Path file) {
        return new FollowedRates(file, Snapshot.of(file, Version.of(file)));
    }

    private record Version(FileTime modified, long size) {
        static Version of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Version(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                throw new PipelineException(
                        ErrorCode.INVALID_INPUT,
                        file + " cannot be read: " + e + ". Exchange rates were expected there.",
                        e);
            }
        }
    }

    /** The version is looked up before the file is read, so that a change in between is met the next time. */
    private record Snapshot(Version version, EcbRates rates) {
        static Snapshot of(Path file, Version version) {
            return new Snapshot(version, EcbRates.read(file));
        }
    }

    @Override
    public Optional<ExchangeRate> rate(Currency from, Currency to, LocalDate day) {
        return current().rate(from, to, day);
    }

    private EcbRates current() {
        Version version = Version.of(file);
        if (!latest.version().equals(version)) {
            reading.lock();
            try {
                if (!latest.version().equals(version)) {
                    latest = Snapshot.of(file, version);
                }
            } finally {
                reading.unlock();
            }
        }
        return latest.rates();
    }
}
