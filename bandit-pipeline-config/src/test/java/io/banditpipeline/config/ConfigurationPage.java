package io.banditpipeline.config;

import java.util.List;

/** Writes the page about the settings file from the table of options. */
final class ConfigurationPage {
    private static final String INTRODUCTION = """
            # Settings from a file

            `PipelineSettings` sets a pipeline up from a YAML file instead of the builder. This page and
            [the example](bandit-pipeline.example.yaml) are generated from the same table that the file is read by; the example names
            every key with its default.

            ```java
            PipelineSettings settings = PipelineSettings.read(Path.of("bandit-pipeline.yaml"));
            try (Storage storage = settings.openStorage();
                    PlatformSources sources = settings.openSources();
                    Pipeline pipeline = sources.addTo(settings.addTo(Pipeline.builder(), storage), storage).build()) {
                pipeline.start();
            }
            ```

            ```xml
            <dependency>
              <groupId>io.banditpipeline</groupId>
              <artifactId>bandit-pipeline-config</artifactId>
              <version>0.1.0-SNAPSHOT</version>
            </dependency>
            ```

            Accounts on Google Ads, Meta and The Trade Desk, campaigns, arms by rule, exchange rates and the setting of budgets may be in the
            file, or stay code: a host adds its own with `collectFrom`, `plan`, `explain` and so on, instead of or beside them. Outcomes and
            sources of other kinds are always code. What the file does not name keeps the builder's default; what it names, the host does not
            set on the builder as well. `addTo(builder, storage, scheduler)` runs the file's jobs with a
            scheduler of the host's, such as the test kit's `ManualScheduler`.

            ## How a file is read

            - **Every mistake is told at once**, in the order of the file, with line, column, the key's whole path, the value, what is
              allowed and, for a key that does not exist, the nearest one. Nothing is repaired silently. What is allowed but surely not
              meant is a warning: logged once, and in `settings.warnings()`.
            - **Variables.** `${NAME}` in a value is the environment variable `NAME`, which must be set; `${NAME:-default}` does without, also
              if it is empty; `$${` is a plain `${`. Names of keys take none. What a variable holds shows in no message, and neither does
              the value of a secret (R11); a connection string is shown without user, password and parameters. A secret that stands in the
              file as it is, rather than in a variable, is a warning, without its value.
            - **Lists** are written `[a, b]` or by dashes; one text may name several, parted by commas, so that a variable can hold them:
              `accounts: ${GOOGLE_ADS_ACCOUNTS}`.
            - **Values are what their key says**, with quotes or without: `02:00` is a time, not the 120 that some programs read, and
              `yes`, `no`, `on` and `off` are `true` and `false`. Whole numbers may be grouped (`3_600`); a leading `0` or `0x` is refused, since
              programs differ about it. A duration is a number of seconds, or has a unit: `500ms`, `90s`, `15m`, `1h`, `7d` (a day has 24 hours).
            - **Refused**: a key twice in a section, a key without a value, tabs for indentation, anchors and aliases, tags (`!name`), several
              documents, more than 20 levels, more than 1 MiB, an encoding other than UTF-8 (a byte order mark is fine).

            ## Accounts, campaigns, arms and budgets

            A whole file, but for the variables:

            ```yaml
            %s```

            - A source without `accounts`, or with an empty list, collects **all** accounts that its credentials reach, and those that they will
              reach later. The section's name is the source's id, which watermarks are kept under: to rename it, write the old name as `id`.
            - Without `arms`, a campaign of the file has none, unless the host's code names them.
            - A sink of `budgets` knows the arms of the file's campaigns, or of all that are stored if the file names none, as far as their accounts
              were collected by its source. So two sources of one platform, each with `accounts` of its own, may be live and a dry run.
            - Whether credentials work is found out when accounts are first asked for: reading a file calls nobody.

            ## Where the database is

            | `connection_string` | is |
            |---|---|
            | `sqlite:///ads.db` | a file, relative to the working directory of the process; its directory must exist |
            | `sqlite:////var/lib/ads.db` | a file by its absolute path |
            | `postgresql://user:password@host:5432/database` | a PostgreSQL server; `mariadb://` and `mysql://` likewise |
            | `jdbc:...` | what the driver understands; `jdbc:mariadb:` also reaches MySQL, with `type: mysql` |

            User, password and port may be left out, and user and password may be keys of their own. In the URL, `@ : / ? %%` in them are written
            `%%40 %%3A %%2F %%3F %%25`. A driver that SQLAlchemy would name (`postgresql+psycopg2://`) is passed over. Parameters after `?` go to the
            JDBC driver as they are.
            """;
    private static final String END = """

            ## Without a database section

            `openStorage()` then has nothing to open. A host with a pool of its own opens `JooqStorage.over(dataSource)` and hands that to `addTo`.
            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(Settings.PLATFORMS.indent(0)));
        Options.SECTIONS.forEach(section -> append(page, section));
        return page.append(END).toString();
    }

    private static void append(StringBuilder page, Section section) {
        page.append("\n## `")
                .append(shown(section.path()))
                .append("`")
                .append(type(section))
                .append("\n\n");
        page.append(section.meaning()).append('\n');
        List<Option<?>> options = Options.ALL.stream()
                .filter(option -> option.section().equals(section.path()))
                .toList();
        if (options.isEmpty()) {
            return;
        }
        page.append("\n| key | meaning | value | without it |\n|---|---|---|---|\n");
        options.forEach(option -> page.append("| `")
                .append(shown(last(option)))
                .append("` | ")
                .append(option.meaning())
                .append(" | ")
                .append(option.kind().allowed())
                .append(" | ")
                .append(option.standard() == null ? option.otherwise() : "`" + option.fallback() + "`")
                .append(" |\n"));
    }

    private static String last(Option<?> option) {
        return option.path().substring(option.path().lastIndexOf('.') + 1);
    }

    /** The type of a source, whose keys depend on it. */
    private static String type(Section section) {
        String prefix = SourceTable.SECTION + ".*(";
        return section.path().startsWith(prefix)
                ? " of type `"
                        + section.path()
                                .substring(prefix.length(), section.path().indexOf(')')) + "`"
                : "";
    }

    private static String shown(String path) {
        return FreeName.shown(path, "name").replaceAll("<(?!name>)[^>]*>", "<name>");
    }
}
