package io.banditpipeline.examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How jobs stand.
 *
 * @param jobs the jobs
 * @param lastSuccess when a run of a job last ended well, by the job's name, as far as the latest runs tell
 */
record JobTable(List<JobStatus> jobs, Map<String, Instant> lastSuccess) {
    private static final int RUNS_LOOKED_AT = 500;
    private static final String STARTED_BY = "job ";

    /** How the jobs of a session stand. */
    static JobTable of(Session session) {
        Map<String, Instant> last = new HashMap<>();
        for (StoredRun run :
                session.pipeline().runs().latest(new RunQuery(Set.of(), Set.of(RunState.SUCCEEDED), RUNS_LOOKED_AT))) {
            Instant end = run.endedAt();
            if (end != null && run.run().startedBy().startsWith(STARTED_BY)) {
                last.putIfAbsent(run.run().startedBy().substring(STARTED_BY.length()), end);
            }
        }
        return new JobTable(session.pipeline().jobs().list(), last);
    }

    String text() {
        if (jobs.isEmpty()) {
            return "No job is scheduled.\n";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("job", "next slot", "begins", "last success", "running in", "paused", "failures", "skipped"));
        jobs.forEach(job -> rows.add(List.of(
                job.spec().name(),
                Cells.instant(job.next()),
                Cells.instant(job.begins()),
                Cells.instant(lastSuccess.get(job.spec().name())),
                job.running() ? Cells.known(job.instance()) : "-",
                job.paused() ? "PAUSED" : "-",
                Integer.toString(job.failures()),
                Long.toString(job.skipped()))));
        return TextTable.of(rows, 6);
    }

    void json(ObjectNode root) {
        Json.array(root, "jobs", jobs, (node, job) -> {
            node.put("name", job.spec().name());
            node.put("next", job.next().toString());
            node.put("begins", job.begins().toString());
            Json.text(node, "lastSuccess", lastSuccess.get(job.spec().name()));
            node.put("running", job.running());
            node.put("instance", job.instance());
            node.put("paused", job.paused());
            node.put("failures", job.failures());
            node.put("skipped", job.skipped());
        });
    }
}
