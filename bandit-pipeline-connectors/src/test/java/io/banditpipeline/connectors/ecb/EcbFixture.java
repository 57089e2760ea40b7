package io.banditpipeline.connectors.ecb;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Currency;

/** Small files of the bank. */
final class EcbFixture {
    static final Currency EUR = Currency.getInstance("EUR");
    static final Currency USD = Currency.getInstance("USD");
    static final Currency JPY = Currency.getInstance("JPY");
    static final Currency GBP = Currency.getInstance("GBP");

    private EcbFixture() {}

    static EcbRates read(String text) {
        return EcbRates.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "rates");
    }

    /** A file with some days. */
    static String xml(String... days) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\""
                + " xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">\n"
                + "<gesmes:subject>Reference rates</gesmes:subject>\n"
                + "<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>\n"
                + "<Cube>\n" + String.join("\n", days) + "\n</Cube></gesmes:Envelope>";
    }

    /** A day with rates given as {@code USD=1.1057}. */
    static String day(String day, String... rates) {
        StringBuilder cube = new StringBuilder("<Cube time=\"" + day + "\">");
        for (String rate : rates) {
            String[] pair = rate.split("=", -1);
            cube.append("<Cube currency=\"").append(pair[0]).append("\" rate=\"").append(pair[1]).append("\"/>");
        }
        return cube.append("</Cube>").toString();
    }
}
