package io.banditpipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QualityReportTextTest {
    @Test
    void the_text_says_what_failed_where_and_since_when() {
        assertThat(Reports.with("shoes").toString().lines())
                .contains(
                        "Data quality as of 2026-11-23T07:00:00Z, days 2026-10-26/2026-11-22: 85.7 % overall, NOT fit to"
                                + " decide on",
                        "Gates: 1 of 2 passed",
                        "  FAILED completeness account meta/act_1: days are missing shoes",
                        "Open findings: 6",
                        "  ERROR shoes arm shoes on 2026-11-22, since 2026-11-22 07:00Z, 3 times",
                        "    cost is 'shoes': shoes",
                        "  and 5 more findings",
                        "In quarantine: 12,345 rows",
                        "  rule0: 12,345 rows, held from 2026-11-22 07:00Z to 2026-11-23 07:00Z",
                        "    meta/act_1, shoes: shoes",
                        "      shoes: 'shoes' is not a number [csv.number]",
                        "Parked, because no arm has their entity: 77 rows",
                        "  shoes: 77 rows of shoes0 (7) and 9 more",
                        "  fetched: 1,234,567");
    }

    @Test
    void scores_are_rounded_down_so_that_only_what_is_whole_says_100_percent() {
        assertThat(Reports.with("shoes").toString())
                .containsPattern("scores of +overall +completeness +timeliness +validity")
                .containsPattern("account meta/act_1 +85\\.7 % +85\\.7 % +- +99\\.9 % +- ");
    }

    @Test
    void a_row_cannot_clear_the_terminal_or_turn_the_writing() {
        String text = Reports.with("a\u001b[2J\u202eb\nOpen findings: 0").toString();
        assertThat(text.codePoints()).allMatch(point -> point == '\n' || !Character.isISOControl(point));
        assertThat(text).doesNotContain("\u202e").doesNotContain("\nOpen findings: 0");
    }

    @Test
    void ten_thousand_arms_and_huge_rows_still_make_a_text_that_can_be_read_R15() {
        String text = Reports.huge(10_000).toString();
        assertThat(text.length()).isLessThan(100_000);
        assertThat(text).contains("and 9,990 more arms, none of them worse");
    }
}
