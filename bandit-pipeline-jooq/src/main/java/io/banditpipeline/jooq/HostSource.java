package io.banditpipeline.jooq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/** A pool of the host's. */
record HostSource(DataSource dataSource) implements Source {
    HostSource {
        Objects.requireNonNull(dataSource, "dataSource");
    }

    @Override
    public List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.user() != null || settings.password() != null) {
            problems.add("user and password belong to the DataSource that was given: set them there");
        }
        return problems;
    }

    @Override
    public Connections connect(Settings settings) {
        return new Connections(dataSource, dataSource, List.of());
    }

    @Override
    public String describe() {
        return "the DataSource given";
    }
}
