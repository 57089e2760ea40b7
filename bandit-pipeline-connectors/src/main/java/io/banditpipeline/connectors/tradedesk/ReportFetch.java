package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.http.ApiFailure;
import io.banditpipeline.connectors.internal.rate.Waits;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of a slice's report: it is asked for, waited for, read, and what made it is deleted. Short waits are sat out;
 * a longer one is told as THROTTLED with the delay of the next look, and the next try of the slice goes on with the
 * same report. Thread-safe.
 */
final class ReportFetch {
    /** After these another try may still want the report. */
    private static final Set<Kind> PASSING = Set.of(Kind.THROTTLED, Kind.TRANSIENT, Kind.AUTHENTICATION, Kind.RESTART);

    private static final int MOST_ATTEMPTS = 2;

    private final Calls calls;
    private final Hosts hosts;
    private final Templates templates;
    private final Schedules schedules;
    private final Orphans orphans;
    private final ReportReader reader;
    private final Patience patience;
    private final InstantSource clock;
    private final Waiter waiter;
    private final RunningReports running = new RunningReports();
    private final UsualTime usualTime = new UsualTime();

    /**
     * How long reports are waited for.
     *
     * @param sitting how long a fetch sits and waits
     * @param total how long a report may take at all
     */
    record Patience(Duration sitting, Duration total) {}

    ReportFetch(
            Calls calls,
            Hosts hosts,
            Templates templates,
            Schedules schedules,
            Orphans orphans,
            ReportReader reader,
            Patience patience,
            InstantSource clock,
            Waiter waiter) {
        this.calls = calls;
        this.hosts = hosts;
        this.templates = templates;
        this.schedules = schedules;
        this.orphans = orphans;
        this.reader = reader;
        this.patience = patience;
        this.clock = clock;
        this.waiter = waiter;
    }

    /** Delivers all rows of a slice. */
    void fetch(Slice slice, String template, ObservationSink sink) {
        new Attempt(slice, template, sink).run().deliver(sink);
    }

    /** One fetch. */
    private final class Attempt {
        private final Slice slice;
        private final String template;
        private final ObservationSink sink;
        private final Cancellation cancellation;
        private Duration sat = Duration.ZERO;
        private @Nullable RunningReport report;

        Attempt(Slice slice, String template, ObservationSink sink) {
            this.slice = slice;
            this.template = template;
            this.sink = sink;
            this.cancellation = sink.cancellation();
        }

        ReportReader.Rows run() {
            boolean wanted = false;
            try {
                return rows();
            } catch (SourceException failure) {
                wanted = PASSING.contains(failure.kind());
                throw failure;
            } catch (CancelledException stopped) {
                wanted = true;
                throw stopped;
            } finally {
                letGo(wanted);
            }
        }

        private ReportReader.Rows rows() {
            report = running.take(slice).orElse(null);
            if (report != null && isOver(report)) {
                letGo(false);
            }
            for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
                if (report == null) {
                    report = create();
                }
                Optional<URI> address = await();
                if (address.isPresent()) {
                    return read(address.get());
                }
                letGo(false);
            }
            throw failed();
        }

        private RunningReport create() {
            orphans.sweep(cancellation);
            long templateId = templates.id(template, cancellation);
            try {
                return schedules.create(slice, templateId, usualTime.of(template), cancellation);
            } catch (SourceException failure) {
                if (failure.kind() == Kind.CONFIGURATION) {
                    templates.forget(template);
                }
                throw failure;
            }
        }

        /** Waits until the report can be read, or the platform failed to make it. */
        private Optional<URI> await() {
            while (true) {
                RunningReport current = Objects.requireNonNull(report, "report");
                awaitLook(current);
                ReportState state = schedules.state(current, slice.account().id(), cancellation);
                if (state instanceof ReportState.Complete complete) {
                    usualTime.note(template, Duration.between(current.askedAt(), clock.instant()));
                    return Optional.of(complete.address());
                }
                if (state instanceof ReportState.Failed) {
                    return Optional.empty();
                }
                if (isOver(current)) {
                    letGo(false);
                    throw tooLate(current);
                }
                report = current.notFound(clock.instant());
            }
        }

        private void awaitLook(RunningReport asked) {
            Duration wait = Duration.between(clock.instant(), asked.lookAt());
            if (sat.plus(wait).compareTo(patience.sitting()) > 0) {
                throw later(asked, wait);
            }
            if (wait.compareTo(Duration.ZERO) > 0) {
                sit(wait);
            }
        }

        private boolean isOver(RunningReport asked) {
            return !clock.instant().isBefore(asked.askedAt().plus(patience.total()));
        }

        private void sit(Duration wait) {
            Waits.await(waiter, wait, cancellation);
            sat = sat.plus(wait);
        }

        /** Reads the report, where it lies or, once, where it is said to lie instead. */
        private ReportReader.Rows read(URI address) {
            ReportAnswer.Found found = download(address);
            if (found instanceof ReportAnswer.Found.Elsewhere elsewhere) {
                found = download(hosts.redirected(address, elsewhere.location()));
            }
            if (found instanceof ReportAnswer.Found.Report whole) {
                return whole.rows();
            }
            throw new SourceException(
                    Kind.CONFIGURATION,
                    "the report of " + slice + " is redirected more than once, which is not followed",
                    null);
        }

        private ReportAnswer.Found download(URI address) {
            Instant askedAt = Objects.requireNonNull(report, "report").askedAt();
            try {
                return calls.download(
                        address,
                        slice.account().id(),
                        new ReportAnswer(body -> reader.read(body, slice, askedAt, sink)),
                        cancellation);
            } catch (SourceException failure) {
                throw ApiFailure.of(failure).isPresent() && !PASSING.contains(failure.kind())
                        ? overLink(failure)
                        : failure;
            }
        }

        /** A link is good for a while only. The next try looks for the report again and gets another one. */
        private SourceException overLink(SourceException failure) {
            return new SourceException(
                    Kind.TRANSIENT,
                    "the link of the report of " + slice + " was refused, perhaps since it is over; the next try gets"
                            + " another one: " + failure.getMessage(),
                    failure.getCause());
        }

        /** Keeps the report for the next try, or has it deleted. */
        private void letGo(boolean wanted) {
            @Nullable RunningReport held = report;
            report = null;
            if (held != null && wanted) {
                running.keep(slice, held).forEach(old -> delete(old.report(), old.accountId()));
            } else if (held != null) {
                delete(held, slice.account().id());
            }
        }

        private void delete(RunningReport old, String accountId) {
            schedules.delete(old.scheduleId(), accountId, cancellation);
        }

        private SourceException later(RunningReport asked, Duration wait) {
            return new SourceException(
                    Kind.THROTTLED,
                    "the report of " + slice + " is still being made, asked for at " + asked.askedAt()
                            + "; it is looked for again in " + wait.toSeconds() + " s",
                    null,
                    wait);
        }

        private SourceException tooLate(RunningReport asked) {
            return new SourceException(
                    Kind.TRANSIENT,
                    "the report of " + slice + " was asked for at " + asked.askedAt() + " and is not there after "
                            + patience.total() + " (reportTimeout); the next try has another one made",
                    null);
        }

        private SourceException failed() {
            return new SourceException(
                    Kind.TRANSIENT,
                    "the platform failed " + MOST_ATTEMPTS + " times to make the report of " + slice
                            + "; if it goes on, run the template " + Words.quoted(template)
                            + " in My Reports and see what it says",
                    null);
        }
    }
}
