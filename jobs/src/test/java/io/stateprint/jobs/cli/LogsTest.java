package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.settings.LogSettings;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogsTest {
  private static final Logger LOG = LoggerFactory.getLogger("io.stateprint.jobs.test");

  @BeforeEach
  @AfterEach
  void asAtTheStart() throws URISyntaxException {
    Configurator.reconfigure(
        Objects.requireNonNull(LogsTest.class.getResource("/log4j2.properties")).toURI());
  }

  @Test
  void aMessageIsALineOfJsonWhereThatIsWanted() throws Exception {
    Logs.configure(new LogSettings("info", true));

    String line = line();
    JsonNode message = new ObjectMapper().readTree(line);
    assertThat(line.lines()).hasSize(1);
    assertThat(message.path("level").asText()).isEqualTo("INFO");
    assertThat(message.path("msg").asText()).isEqualTo("m: 17 layers");
    assertThat(message.path("ts").asText()).isNotEmpty();
    assertThat(LOG.isInfoEnabled()).isTrue();
    assertThat(LOG.isDebugEnabled()).isFalse();
  }

  @Test
  void nothingIsLoggedUnlessAskedFor() {
    Logs.configure(new LogSettings("off", false));
    assertThat(LOG.isErrorEnabled()).isFalse();

    Logs.configure(new LogSettings("warn", false));
    assertThat(LOG.isWarnEnabled()).isTrue();
    assertThat(LOG.isInfoEnabled()).isFalse();
    assertThat(line()).contains("INFO", "m: 17 layers").doesNotStartWith("{");
  }

  @Test
  void whatDebugHasRaisedStaysSo() {
    Configurator.setLevel("io.stateprint", Level.DEBUG);

    Logs.configure(new LogSettings("warn", true));

    assertThat(LOG.isDebugEnabled()).isTrue();
  }

  /** A message as it would be written. */
  private static String line() {
    Layout<?> layout =
        LoggerContext.getContext(false).getConfiguration().getAppender("console").getLayout();
    return new String(
        layout.toByteArray(
            Log4jLogEvent.newBuilder()
                .setLevel(Level.INFO)
                .setLoggerName(LOG.getName())
                .setMessage(new SimpleMessage("m: 17 layers"))
                .build()),
        StandardCharsets.UTF_8);
  }
}
