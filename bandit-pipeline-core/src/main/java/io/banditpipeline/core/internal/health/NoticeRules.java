package io.banditpipeline.core.internal.health;

import io.banditpipeline.core.internal.health.Snapshot.Notice;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.run.Health.Problem;
import java.time.Duration;
import java.util.List;

/** Finds what of sources ends soon. Pure functions of the snapshot. */
final class NoticeRules {
    /** The last part of the notice in which it becomes critical: a quarter. */
    private static final int CRITICAL_PART = 4;

    private NoticeRules() {}

    static List<Problem> of(Snapshot now, HealthSettings settings) {
        return now.notices().stream()
                .filter(notice -> !now.at()
                        .isBefore(notice.notice()
                                .at()
                                .minus(within(notice.notice().kind(), settings))))
                .map(notice -> problem(notice, now, settings))
                .toList();
    }

    private static Problem problem(Notice notice, Snapshot now, HealthSettings settings) {
        SourceNotice what = notice.notice();
        Duration left = Duration.between(now.at(), what.at());
        boolean critical = left.compareTo(within(what.kind(), settings).dividedBy(CRITICAL_PART)) <= 0;
        String when = left.isNegative() ? "since " + what.at() : "at " + what.at() + ", in " + left.toDays() + " days";
        String subject = notice.source() + " " + what.subject();
        ProblemCode code =
                switch (what.kind()) {
                    case CREDENTIALS_EXPIRE -> ProblemCode.CREDENTIALS_EXPIRE;
                    case VERSION_SUNSET -> ProblemCode.VERSION_SUNSET;
                };
        String text =
                switch (what.kind()) {
                    case CREDENTIALS_EXPIRE -> "Credentials of " + subject + " expire " + when;
                    case VERSION_SUNSET -> "The API version of " + subject + " is switched off " + when;
                };
        return critical ? code.critical(subject, text, what.text()) : code.warning(subject, text, what.text());
    }

    private static Duration within(SourceNotice.Kind kind, HealthSettings settings) {
        return switch (kind) {
            case CREDENTIALS_EXPIRE -> settings.credentialsNotice();
            case VERSION_SUNSET -> settings.versionNotice();
        };
    }
}
