package io.stateprint.jobs.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Adobe's S3Mock as a process of its own, which keeps objects on disk and knows multipart uploads,
 * ETags and conditional writes; it checks no signatures. All tests of a JVM share one, but those
 * that stop it.
 */
public final class S3Server {
  private static final Path JAR = Path.of("target/servers/s3mock.jar").toAbsolutePath();
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI endpoint;
  private final Process process;

  private S3Server(int port, Process process) {
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.process = process;
  }

  private static final class Shared {
    static final S3Server ONE = own();
  }

  /** The server, started by the first who asks; it ends with this JVM. */
  public static S3Server shared() {
    return Shared.ONE;
  }

  /** A server that nobody else uses; it ends with this JVM, or when it is ended. */
  public static S3Server own() {
    try {
      int port = freePort();
      Path root = Files.createTempDirectory("s3mock");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-Xmx384m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-jar",
              JAR.toString(),
              "--http.port=" + port,
              "--server.port=" + freePort());
      builder.environment().put("COM_ADOBE_TESTING_S3MOCK_STORE_ROOT", root.toString());
      builder.redirectErrorStream(true);
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, root)));
      awaitStart(process);
      return new S3Server(port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Reads what the server says until it says that it has started, and goes on reading. */
  private static void awaitStart(Process process) throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    String line;
    while ((line = said.readLine()) != null) {
      all.append(line).append('\n');
      if (line.contains("Started S3Mock")) {
        Thread drain = new Thread(() -> drain(said), "s3mock-output");
        drain.setDaemon(true);
        drain.start();
        return;
      }
    }
    throw new IOException("S3Mock ended while it started:\n" + all);
  }

  private static void drain(BufferedReader said) {
    try {
      said.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // The server has ended.
    }
  }

  private static void end(Process process, Path root) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException | InterruptedException e) {
      System.err.println("S3Mock did not end: " + e);
    }
  }

  /** Stops it in the middle of whatever it does: connections are taken, and nothing answers. */
  public void pause() {
    signal("STOP");
  }

  /** It goes on. */
  public void goOn() {
    signal("CONT");
  }

  /** Ends it; what it holds goes with this JVM. */
  public void end() {
    process.destroyForcibly();
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -%s %d failed".formatted(name, process.pid()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where it listens. */
  public URI endpoint() {
    return endpoint;
  }

  /**
   * Makes a bucket. Each has a name that no other test uses: Hadoop keeps one client a bucket and
   * process, whatever its endpoint.
   */
  public String newBucket() {
    String bucket = "bucket-" + BUCKETS.incrementAndGet();
    send("PUT", bucket, HttpRequest.BodyPublishers.noBody());
    return bucket;
  }

  /** Puts an object. */
  public void put(String bucket, String key, byte[] content) {
    send("PUT", bucket + "/" + key, HttpRequest.BodyPublishers.ofByteArray(content));
  }

  /** Puts the files of a folder under a prefix. */
  public void putFolder(String bucket, String prefix, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        send(
            "PUT",
            bucket + "/" + prefix + "/" + file.getFileName(),
            HttpRequest.BodyPublishers.ofFile(file));
      }
    }
  }

  /** Takes an object away. */
  public void delete(String bucket, String key) {
    send("DELETE", bucket + "/" + key, HttpRequest.BodyPublishers.noBody());
  }

  /** The content of an object. */
  public byte[] get(String bucket, String key) {
    return send("GET", bucket + "/" + key, HttpRequest.BodyPublishers.noBody());
  }

  /** Keys that begin so, at most a page of them. */
  public List<String> keys(String bucket, String prefix) {
    String page =
        new String(
            send(
                "GET",
                bucket + "?list-type=2&prefix=" + prefix,
                HttpRequest.BodyPublishers.noBody()),
            StandardCharsets.UTF_8);
    return java.util.regex.Pattern.compile("<Key>([^<]*)</Key>")
        .matcher(page)
        .results()
        .map(key -> key.group(1))
        .toList();
  }

  private byte[] send(String method, String path, HttpRequest.BodyPublisher body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(endpoint + "/" + path)).method(method, body).build();
      HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            method
                + " "
                + path
                + ": "
                + answer.statusCode()
                + " "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
