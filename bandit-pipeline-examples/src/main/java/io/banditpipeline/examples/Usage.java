package io.banditpipeline.examples;

/** What the command line says of itself. */
final class Usage {
    static final String TEXT = """
            Usage: java -jar bandit-pipeline.jar COMMAND [OPTIONS]

              daily   collect what is due, learn, and plan the next day
              plan    plan the next day from what is stored, as it was known at a moment; stores no plan and
                      collects nothing. Name the same --db, --csv and --mapping as for daily
              quality report how far the stored data can be trusted, and why; collects and changes nothing.
                      Name the same --db, --csv and --mapping as for daily
              help    print this

            Options of daily, plan and quality:
              --db FILE|JDBC-URL  where to keep data: a SQLite file (default bandit-pipeline.db), or the URL of a
                                  PostgreSQL, MariaDB or MySQL database; user and password come from the
                                  environment variables BANDIT_DB_USER and BANDIT_DB_PASSWORD
              --csv FILE          read metrics and outcomes from a CSV file, plain or gzip
              --mapping FILE      how the file's columns are to be read (YAML or JSON); needed with --csv
                                  Without --csv, the input is a synthetic market with 200 days of history.
              --as-of INSTANT     the moment of the run, such as 2026-11-23T07:00:00Z. Default: now; with --csv, the
                                  end of the last day in the file
              --json              print one JSON object instead of tables
              --html FILE         quality only: write the report as one page, too

            Exit code: 0 if all went well, 1 if it ran with a bad result, 2 if it was called wrongly.
            """;

    private Usage() {}
}
