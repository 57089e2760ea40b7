package io.banditpipeline.config;

import static io.banditpipeline.config.Settings.problems;
import static io.banditpipeline.config.Settings.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in sources, campaigns, arms and budgets, and what is said of each. */
class BrokenSourcesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("T", "hunter2", "EMPTY", "");
    private static final String META = "sources: {fb: {type: meta, access_token: '${T}'}}\n";

    @Test
    void a_source_without_a_type_or_of_an_unknown_one_is_told_what_there_is() {
        assertThat(problems("""
                        sources:
                          a: {access_token: x}
                          b:
                          c: {type: google-ads}
                          d: meta
                          e: {type: [meta]}
                        """))
                .containsExactly(
                        "line 2, column 3: sources.a.type is missing: write one of google_ads, meta, trade_desk, and what"
                                + " belongs to it: docs/configuration.md lists it",
                        "line 3, column 3: sources.b.type is missing: write one of google_ads, meta, trade_desk, and what"
                                + " belongs to it: docs/configuration.md lists it",
                        "line 4, column 13: sources.c.type must be one of google_ads, meta, trade_desk, but is"
                                + " \"google-ads\": did you mean google_ads?",
                        "line 5, column 3: sources.d.type is missing: write one of google_ads, meta, trade_desk, and what"
                                + " belongs to it: docs/configuration.md lists it",
                        "line 6, column 13: sources.e.type must be a single value, not a list or a section: one of"
                                + " google_ads, meta, trade_desk");
    }

    @Test
    void a_key_of_another_type_is_told_where_it_belongs() {
        assertThat(problems("sources: {fb: {type: meta, access_token: '${T}', template: x, acounts: []}}", ENVIRONMENT))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("line 1, column 50: there is no sources.fb.template: it belongs to"
                                + " sources.<trade_desk>.template. Known in sources.fb: type, id, access_token,"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("line 1, column 63: there is no sources.fb.acounts: did you mean accounts?"));
    }

    @Test
    void credentials_must_be_there_once_and_whole() {
        assertThat(problems("""
                        sources:
                          a: {type: google_ads}
                          b: {type: google_ads, client_id: x}
                          c: {type: google_ads, client_id: x, service_account_email: x}
                          d: {type: meta}
                          e: {type: trade_desk, template: t}
                          f: {type: trade_desk, template: t, token: '${T}', login: x}
                          g: {type: trade_desk, login: x}
                        """, ENVIRONMENT))
                .containsExactly(
                        "line 2, column 6: sources.a has no credentials: write client_id, client_secret and refresh_token"
                                + " of a user, or service_account_file, or service_account_email and service_account_key",
                        "line 3, column 6: sources.b.client_secret is missing: write a text that is not blank, since a"
                                + " user's credentials are client_id, client_secret and refresh_token",
                        "line 3, column 6: sources.b.refresh_token is missing: write a text that is not blank, since a"
                                + " user's credentials are client_id, client_secret and refresh_token",
                        "line 4, column 6: sources.c has several credentials: keep those of a user, or the key file of a"
                                + " service account, or its address and key",
                        "line 5, column 6: sources.d.access_token is missing: write a text that is not blank, since Meta is"
                                + " not read without one",
                        "line 6, column 6: sources.e has no credentials: write token, or login and password",
                        "line 7, column 6: sources.f has two credentials: keep token, or login and password",
                        "line 8, column 6: sources.g.password is missing: write a text that is not blank, since login and"
                                + " password go together",
                        "line 8, column 6: sources.g.template is missing: write 1 to 300 characters, since rows are read"
                                + " from a report template");
    }

    @Test
    void what_the_builder_refuses_is_told_at_its_place_and_never_what_a_variable_holds_R11() {
        assertThat(problems("""
                        sources:
                          fb:
                            type: meta
                            access_token: ${T}
                            accounts: [act_1, five]
                            attribution_windows: [7d_view]
                            base_uri: http://example.com
                            level: account
                            lookback_days: 2000
                          other:
                            type: meta
                            access_token: ${EMPTY}
                            accounts: ['${T}']
                            report_runs_per_day: ${T}
                        """, ENVIRONMENT))
                .containsExactly(
                        "line 5, column 15: sources.fb.accounts cannot be used: accounts is 'five': an account is act_ and"
                                + " digits",
                        "line 6, column 26: sources.fb.attribution_windows cannot be used: attributionWindows is"
                                + " '[7d_view]': name one of 1d_click, 7d_click and 28d_click, or 1d_view, or one of the"
                                + " former and 1d_view; Meta returns 7d_view and 28d_view no more",
                        "line 7, column 15: sources.fb.base_uri must be an https address without user and query, or an http"
                                + " one of this machine, but is \"http://example.com\"",
                        "line 8, column 12: sources.fb.level must be one of campaign, ad_group, ad, but is \"account\"",
                        "line 9, column 20: sources.fb.lookback_days must be a whole number from 0 to 1000, but is"
                                + " \"2000\"",
                        "line 12, column 19: sources.other.access_token must be a text that is not blank; what it is now is"
                                + " not shown: is the variable empty?",
                        "line 13, column 15: sources.other.accounts cannot be used: what the variable holds is not shown",
                        "line 14, column 26: sources.other.report_runs_per_day must be a whole number from 0 to 1000000,"
                                + " but is ${T}, and what the variable holds is not shown");
    }

    @Test
    void an_address_with_a_user_or_parameters_is_not_repeated_and_who_logs_in_is_not_shown_R11() {
        assertThat(problems("""
                        sources:
                          fb: {type: meta, access_token: '${T}', base_uri: 'https://proxy:geheim@example.com'}
                          fc: {type: meta, access_token: '${T}', base_uri: 'https://example.com/?key=geheim'}
                          g: {type: trade_desk, template: t, login: anna@example.com, password: ' '}
                        """, ENVIRONMENT))
                .hasSize(3)
                .noneMatch(problem -> problem.contains("geheim") || problem.contains("anna"));
    }

    @Test
    void items_of_lists_are_told_by_their_numbers() {
        assertThat(problems("""
                        sources:
                          ttd: {type: trade_desk, token: '${T}', template: t, conversion_columns: [1, 100, [2]]}
                        """, ENVIRONMENT))
                .containsExactly(
                        "line 2, column 79: sources.ttd.conversion_columns[2] must be a whole number from 1 to 99, but is"
                                + " \"100\"",
                        "line 2, column 84: sources.ttd.conversion_columns[3] must be a whole number from 1 to 99, and a"
                                + " single value");
    }

    @Test
    void two_sources_of_one_id_are_refused() {
        assertThat(problems(
                        "sources:\n  a: {type: meta, access_token: '${T}'}\n"
                                + "  b: {type: meta, access_token: '${T}', id: a}\n",
                        ENVIRONMENT))
                .containsExactly(
                        "line 3, column 6: sources.b has the id of sources.a: watermarks are kept under it, so give"
                                + " one of them another");
    }

    @Test
    void campaigns_and_arms_are_checked_together() {
        assertThat(problems(META + """
                        campaigns:
                          shop: {timezone: Europe/Berlin, currency: EURO}
                          sale: {timezone: Europe/Berlin, currency: EUR, first_day: 2026-02-01, last_day: 2026-01-01}
                          open: {daily_budget: -1}
                        arms:
                          a: {}
                          b: {campaign: shpo}
                          c: {campaign: shop, pattern: '(?<geo>..)_.*'}
                          d: {campaign: shop, pattern: '(?<geo>..)_.*', arm: 'x-{goe}'}
                          e: {campaign: shop, pattern: '(', arm: x}
                        """, ENVIRONMENT))
                .hasSize(10)
                .contains(
                        "line 3, column 45: campaigns.shop.currency must be the code of a currency such as EUR, but is"
                                + " \"EURO\"",
                        "line 5, column 24: campaigns.open.daily_budget must be an amount above 0 such as 1500 or 1500.50,"
                                + " with at most 6 decimals, but is \"-1\"",
                        "line 7, column 3: arms.a.campaign is missing: write one of shop, sale, open",
                        "line 8, column 17: arms.b.campaign must be one of shop, sale, open, but is \"shpo\": did you mean"
                                + " shop?",
                        "line 9, column 32: arms.c.arm is missing: pattern and arm go together. Write 1 to 190 characters")
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("line 4, column 83: campaigns.sale cannot be used: ")
                        .contains("2026-01-01"))
                .anySatisfy(
                        problem -> assertThat(problem).startsWith("line 10, column 54: arms.d.arm cannot be used: "))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("line 11, column 32: arms.e.pattern must be a regular expression"));
    }

    @Test
    void budgets_name_sources_of_the_file_and_do_not_contradict_themselves() {
        assertThat(problems(META + "budgets:\n  fbb: {}\n  fb: {live: true, validated: true}\n", ENVIRONMENT))
                .containsExactly(
                        "line 3, column 3: budgets.fbb names no source of the file: did you mean fb? Known: fb",
                        "line 4, column 31: budgets.fb.validated is for a dry run, but live is true: keep one of them");
    }

    @Test
    void a_secret_in_the_file_itself_is_a_warning_that_does_not_show_it_R11() {
        PipelineSettings settings = read("sources: {fb: {type: meta, access_token: hunter2}}");

        assertThat(settings.warnings())
                .containsExactly("line 1, column 42: sources.fb.access_token stands in the file as it is, where whoever"
                        + " reads the file sees it: keep it in an environment variable, and write ${NAME}");
        assertThat(settings).hasToString("settings of the pipeline: sources.fb.type=meta sources.fb.access_token=***");
    }

    @Test
    void a_rule_for_a_platform_of_no_source_is_a_warning() {
        assertThat(read(META + "arms: {a: {campaign: shop, platform: google}}", ENVIRONMENT)
                        .warnings())
                .containsExactly(
                        "line 2, column 38: arms.a.platform is of no source of the file, which are of meta: its arms"
                                + " are never found, unless the host adds such a source");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sources: {fb: {type: meta, access_token: [hunter2]}}",
                "sources: {fb: {type: meta, access_token: {hunter2: x}}}",
                "sources: {fb: {type: meta, access_token:hunter2}}",
                "sources: {fb: {type: meta, access_tokn: hunter2}}",
                "sources: {fb: {access_token: hunter2}}",
                "sources: {fb: hunter2}",
                "sources: hunter2",
                "sources: [hunter2]",
                "sources: {g: {type: google_ads, service_account_email: x, service_account_key: hunter2}}",
                "sources: {t: {type: trade_desk, login: x, template: x, password: [hunter2]}}"
            })
    void no_slip_shows_a_secret_R11(String yaml) {
        assertThat(problems(yaml)).isNotEmpty().allSatisfy(problem -> assertThat(problem)
                .doesNotContain("unter2"));
    }
}
