package io.banditpipeline.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class QualityReportHtmlTest {
    @Test
    void the_page_shows_what_failed_where_and_since_when() {
        Document page = parse(QualityReportHtml.of(Reports.with("shoes")));
        String text = page.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("Not fit to decide on", "85.7 %", "days are missing shoes", "2026-11-20")
                .contains("is not a number", "12,345 rows", "1,234,567", "And 5 more findings.");
        assertThat(elements(page, "caption"))
                .extracting(Element::getTextContent)
                .contains("What each gate says", "Accounts", "Arms, the worst first", "Entities without an arm");
    }

    @Test
    void a_share_of_few_things_shows_its_interval() {
        assertThat(QualityReportHtml.of(Reports.with("shoes"))).contains("<small>48.6 % to 97.4 %</small>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</td></tr></table></style><style>*{display:none}",
                "]]><!--",
                "&lt;script&gt;&#x3c;",
                "javascript:alert(1)",
                "\u0000\u0007\u001b[31m\ufffe\uffff\ud800",
                "\u202egnp.exe\u2066",
            })
    void what_a_source_delivered_is_shown_as_text_whatever_it_holds(String hostile) {
        String html = QualityReportHtml.of(Reports.with(hostile));
        Document page = parse(html);
        assertThat(elements(page, "*")).extracting(Element::getTagName).doesNotContain("script", "img", "iframe");
        assertThat(elements(page, "style")).hasSize(1);
        assertThat(elements(page, "*")).allSatisfy(element -> IntStream.range(
                        0, element.getAttributes().getLength())
                .forEach(i -> assertThat(element.getAttributes().item(i).getNodeName())
                        .doesNotStartWith("on")
                        .doesNotMatch("src|srcset|action|formaction|data|style")));
        assertThat(html.codePoints())
                .allMatch(point -> point == '\n'
                        || !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT);
    }

    @Test
    void markup_in_a_row_is_readable_as_it_came() {
        String hostile = "<script>alert('1 & \"2\"')</script>";
        Document page = parse(QualityReportHtml.of(Reports.with(hostile)));
        assertThat(elements(page, "code")).extracting(Element::getTextContent).contains(hostile);
    }

    @Property(tries = 200)
    void the_page_is_well_formed_whatever_a_source_delivered(@ForAll String anything) {
        assertThat(parse(QualityReportHtml.of(Reports.with(anything)))).isNotNull();
    }

    @Test
    void nothing_is_loaded_and_every_link_stays_on_the_page() {
        String html = QualityReportHtml.of(Reports.with("https://example.com/x.js"));
        Document page = parse(html);
        assertThat(elements(page, "link")).isEmpty();
        assertThat(elements(page, "a")).isNotEmpty().allSatisfy(link -> {
            String target = link.getAttribute("href");
            assertThat(target).startsWith("#");
            assertThat(html).contains("id=\"" + target.substring(1) + "\"");
        });
        assertThat(html).contains("default-src 'none'").doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void every_table_has_a_caption_and_headed_rows_and_columns() {
        Document page = parse(QualityReportHtml.of(Reports.with("shoes")));
        assertThat(elements(page, "table")).isNotEmpty().allSatisfy(table -> {
            assertThat(table.getElementsByTagName("caption").getLength()).isOne();
            NodeList rows = table.getElementsByTagName("tr");
            int columns = ((Element) rows.item(0)).getElementsByTagName("th").getLength();
            for (int i = 1; i < rows.getLength(); i++) {
                Element row = (Element) rows.item(i);
                assertThat(row.getElementsByTagName("th").getLength()).isOne();
                assertThat(1 + row.getElementsByTagName("td").getLength()).isEqualTo(columns);
            }
        });
        assertThat(elements(page, "h1")).hasSize(1);
        assertThat(elements(page, "html").get(0).getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void ten_thousand_arms_and_huge_rows_make_a_page_of_bounded_size_R15() {
        String html = QualityReportHtml.of(Reports.huge(10_000));
        assertThat(html.length()).isLessThan(2_000_000);
        assertThat(html).contains("And 9,950 more.", "[cut: 98000 more characters]");
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Document parse(String html) {
        try {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }
}
