package io.banditpipeline.connectors.ecb;

import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the bank's XML as a stream: {@code <Cube time="2025-04-04"><Cube currency="USD" rate="1.1057"/>...}. */
final class EcbXml {
    private static final String CUBE = "Cube";

    private final Publications publications;
    private final XMLStreamReader xml;
    private @Nullable LocalDate day;
    private int depth;
    private int dayDepth;

    private EcbXml(Publications publications, XMLStreamReader xml) {
        this.publications = publications;
        this.xml = xml;
    }

    static void read(InputStream in, Publications publications) {
        try {
            new EcbXml(publications, factory().createXMLStreamReader(in)).readAll();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw publications.broken("its XML is malformed", line, e);
        }
    }

    /** The JDK's own parser, whatever else is on the class path; it opens nothing and expands nothing. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private void readAll() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw publications.broken("it has a DOCTYPE", line());
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {}
            }
        }
    }

    private void begin() {
        depth++;
        if (!xml.getLocalName().equals(CUBE)) {
            return;
        }
        @Nullable String time = xml.getAttributeValue(null, "time");
        @Nullable String code = xml.getAttributeValue(null, "currency");
        if (time != null) {
            beginDay(time);
        } else if (code != null) {
            rate(code);
        }
    }

    private void end() {
        if (depth == dayDepth) {
            day = null;
        }
        depth--;
    }

    private void beginDay(String time) {
        if (day != null) {
            throw publications.broken("the day " + Publications.shown(time) + " is inside of another", line());
        }
        try {
            LocalDate begun = LocalDate.parse(time);
            publications.day(begun, line());
            day = begun;
            dayDepth = depth;
        } catch (DateTimeException e) {
            throw publications.broken("a day was expected, but is " + Publications.shown(time), line(), e);
        }
    }

    private void rate(String code) {
        @Nullable LocalDate of = day;
        @Nullable String rate = xml.getAttributeValue(null, "rate");
        if (of == null) {
            throw publications.broken("the rate of " + Publications.shown(code) + " is outside of a day", line());
        }
        publications
                .currency(code, line())
                .ifPresent(currency -> publications.rate(of, currency, rate == null ? "" : rate, line()));
    }

    private long line() {
        return xml.getLocation().getLineNumber();
    }
}
