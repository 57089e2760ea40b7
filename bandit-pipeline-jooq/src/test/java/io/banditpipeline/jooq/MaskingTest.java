package io.banditpipeline.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.jooq.internal.sql.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:postgresql://h:5432/ads jdbc:postgresql://h:5432/ads",
                "jdbc:postgresql://h/ads?user=u&password=geheim;noch jdbc:postgresql://h/ads",
                "jdbc:mysql://u:ge/heim@h/ads jdbc:mysql:***",
                "jdbc:mysql://u:geheim@h1,v:geheim@h2/ads jdbc:mysql://h2/ads",
                "jdbc:mysql://address=(host=h)(user=u)(password=geheim)/ads jdbc:mysql:***",
                "jdbc:mysql://(host=h,password=geheim)/ads jdbc:mysql:***",
                "jdbc:mariadb:h/ads?password=geheim jdbc:mariadb:***",
                "jdbc:sqlserver://h;password=geheim jdbc:sqlserver://h",
                "postgresql://u:geheim@h/ads ***",
            })
    void of_an_address_only_engine_host_and_database_show_R11(String url, String shown) {
        assertThat(Masking.url(url)).isEqualTo(shown);
        assertThat(new UrlSource(Engine.POSTGRESQL, url)).hasToString(shown);
    }

    @Test
    void a_message_shows_no_secret_of_the_settings_or_of_an_address_in_it_R11() {
        Masking masking = new Masking(List.of("geheim"));
        assertThat(masking.mask("geheim is wrong for jdbc:postgresql://h/ads?password=anders"))
                .isEqualTo("*** is wrong for jdbc:postgresql://h/ads");
        assertThat(masking.toString()).doesNotContain("geheim");
    }
}
