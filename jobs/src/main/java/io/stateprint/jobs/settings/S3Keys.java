package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where S3 is; Spark's own keys say the same, and win. */
final class S3Keys {
  private static final String S3A = "spark.hadoop.fs.s3a.";
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]*");
  private static final String ANY_REGION = "us-east-1";

  private final Values keys;

  private S3Keys(Values keys) {
    this.keys = keys;
  }

  /** As keys of Spark. */
  static Map<String, String> read(Config config, List<Problem> problems) {
    return new S3Keys(new Values(config.getConfig("s3"), "s3.", problems)).read();
  }

  private Map<String, String> read() {
    Map<String, String> conf = new LinkedHashMap<>();
    String endpoint = keys.text("endpoint", "").strip();
    String region = keys.text("region", "").strip();
    boolean tls = keys.flag("tls");
    if (!REGION.matcher(region).matches()) {
      keys.problem(
          "region", "= %s is no region; one such as eu-west-1 is needed".formatted(region));
    }
    if (!endpoint.isEmpty()) {
      fault(endpoint, tls).ifPresent(fault -> keys.problem("endpoint", fault));
      conf.put(S3A + "endpoint", endpoint);
      // Without one, the client would ask AWS where the bucket is.
      conf.put(S3A + "endpoint.region", region.isEmpty() ? ANY_REGION : region);
    } else if (!region.isEmpty()) {
      conf.put(S3A + "endpoint.region", region);
    }
    conf.put(S3A + "path.style.access", String.valueOf(keys.flag("path-style")));
    conf.put(S3A + "connection.ssl.enabled", String.valueOf(tls));
    return conf;
  }

  private static Optional<String> fault(String endpoint, boolean tls) {
    String needed = "an address such as https://s3.example.org is needed";
    if (Secrets.holdsLogin(endpoint)) {
      return Optional.of("holds a login before an @; take it out, " + needed);
    }
    try {
      URI uri = new URI(endpoint.contains("://") ? endpoint : "https://" + endpoint);
      String path = uri.getRawPath();
      boolean plain =
          uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && (path == null || path.isEmpty() || path.equals("/"));
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || !plain) {
        return Optional.of("= %s cannot be used; %s".formatted(endpoint, needed));
      }
      return "http".equals(uri.getScheme()) && tls && !isLoopback(uri.getHost())
          ? Optional.of(
              "= %s is not encrypted; use https://, or set s3.tls = false in a network that you trust"
                  .formatted(endpoint))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of("= %s cannot be used; %s".formatted(endpoint, needed));
    }
  }

  /** Names are not looked up: this machine's own are known. */
  private static boolean isLoopback(String host) {
    try {
      return host.equals("localhost")
          || (host.matches("[0-9.]+|\\[.*]") && InetAddress.getByName(host).isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
