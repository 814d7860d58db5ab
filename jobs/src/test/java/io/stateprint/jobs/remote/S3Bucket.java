package io.stateprint.jobs.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bucket that no other test knows, behind a proxy of its own. */
public final class S3Bucket implements AutoCloseable {
  /** The secret key that tests sign with; it must be found nowhere. */
  public static final String SECRET = "planted/Secret+Key0123456789abcdefghijkl";

  /** The access key that tests sign with. */
  public static final String ACCESS = "AKIAPLANTEDPLANTED00";

  /** The server. */
  public final S3Server server;

  /** Its name. */
  public final String name;

  /** What stands between the server and clients. */
  public final FaultyProxy proxy;

  /** On the server that tests share. */
  public S3Bucket() {
    this(S3Server.shared());
  }

  /** On a server. */
  public S3Bucket(S3Server server) {
    this.server = server;
    this.name = server.newBucket();
    this.proxy = new FaultyProxy(server.endpoint());
  }

  /** Spark's keys for it; few retries, and short ones. */
  public Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    String s3a = "spark.hadoop.fs.s3a.";
    keys.put(s3a + "endpoint", proxy.endpoint().toString());
    keys.put(s3a + "endpoint.region", "us-east-1");
    keys.put(s3a + "path.style.access", "true");
    keys.put(s3a + "connection.ssl.enabled", "false");
    keys.putAll(patience());
    return keys;
  }

  /** Spark's keys for this bucket alone, with the retries that users have. */
  public Map<String, String> patientKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    String mine = "spark.hadoop.fs.s3a.bucket." + name + ".";
    keys.put(mine + "endpoint", proxy.endpoint().toString());
    keys.put(mine + "endpoint.region", "us-east-1");
    keys.put(mine + "path.style.access", "true");
    keys.put(mine + "connection.ssl.enabled", "false");
    keys.put(mine + "access.key", ACCESS);
    keys.put(mine + "secret.key", SECRET);
    return keys;
  }

  private static Map<String, String> patience() {
    Map<String, String> keys = new LinkedHashMap<>();
    String s3a = "spark.hadoop.fs.s3a.";
    keys.put(s3a + "access.key", ACCESS);
    keys.put(s3a + "secret.key", SECRET);
    keys.put(s3a + "attempts.maximum", "2");
    keys.put(s3a + "retry.limit", "4");
    keys.put(s3a + "retry.interval", "20ms");
    keys.put(s3a + "retry.throttle.limit", "6");
    keys.put(s3a + "retry.throttle.interval", "20ms");
    keys.put(s3a + "connection.establish.timeout", "2s");
    return keys;
  }

  /** The same as a user says it to a command. */
  public List<String> options() {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--set", "s3.endpoint=" + proxy.endpoint()));
    options.addAll(List.of("--set", "s3.path-style=true"));
    patience()
        .forEach(
            (key, value) ->
                options.addAll(List.of("--set", "spark.conf.\"%s\"=\"%s\"".formatted(key, value))));
    return options;
  }

  /** An address in it. */
  public String address(String key) {
    return "s3a://" + name + "/" + key;
  }

  @Override
  public void close() {
    proxy.close();
  }
}
