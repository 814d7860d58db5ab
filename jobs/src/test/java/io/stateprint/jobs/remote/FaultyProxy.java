package io.stateprint.jobs.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Stands between a client and an S3 server on this machine: hands requests and answers on, keeps
 * count of them, and spoils those that a test says.
 */
public final class FaultyProxy implements AutoCloseable {
  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * A request that came in.
   *
   * @param query as it was sent, empty where there is none
   * @param range of bytes that was asked for, empty for all
   */
  public record Asked(String method, String path, String query, String range, String condition) {
    /** Whether it asks for the names of keys. */
    public boolean isListing() {
      return method.equals("GET") && query.contains("list-type");
    }
  }

  /** What becomes of a request in place of a good answer. */
  public interface Fault {
    /**
     * Answers, or hands on what it likes; the exchange is closed afterwards.
     *
     * @throws IOException ends the connection where it is
     */
    void answer(HttpExchange exchange, Handover server) throws IOException;
  }

  /** The real server's answer to the request. */
  public interface Handover {
    /** Asks the real server. */
    HttpResponse<InputStream> ask() throws IOException;
  }

  private record Planned(Predicate<Asked> wanted, AtomicInteger left, Fault fault) {}

  private static final Set<String> HOP =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");
  private static final int PIECE = 1 << 16;

  private final URI server;
  private final int port;
  private volatile HttpServer front;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Object steps = new Object();
  private final List<Planned> faults = new CopyOnWriteArrayList<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final java.util.concurrent.atomic.LongAdder bytes =
      new java.util.concurrent.atomic.LongAdder();

  /** Stands before that server. */
  public FaultyProxy(URI server) {
    this.server = server;
    this.front = listening(0);
    this.port = front.getAddress().getPort();
  }

  private HttpServer listening(int at) {
    try {
      HttpServer listening =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
      listening.createContext("/", this::handle);
      listening.setExecutor(workers);
      listening.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Listens no more: connections that are open end, and new ones are refused. */
  public void leave() {
    front.stop(0);
  }

  /** Listens again where it did. */
  public void comeBack() {
    front = listening(port);
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Spoils the next so many of the requests that are wanted. */
  public FaultyProxy spoil(Predicate<Asked> wanted, int times, Fault fault) {
    faults.add(new Planned(wanted, new AtomicInteger(times), fault));
    return this;
  }

  /** Spoils nothing any more. */
  public void heal() {
    faults.clear();
  }

  /** Requests so far. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Bytes of answers to GET so far. */
  public long bytes() {
    return bytes.sum();
  }

  /** Forgets requests and bytes. */
  public void forget() {
    asked.clear();
    bytes.reset();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Asked one =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
            Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), ""),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-None-Match"))
                .or(() -> Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Match")))
                .orElse(""));
    asked.add(one);
    byte[] body = exchange.getRequestBody().readAllBytes();
    Optional<Planned> fault =
        faults.stream()
            .filter(planned -> planned.wanted().test(one))
            .filter(planned -> planned.left().getAndDecrement() > 0)
            .findFirst();
    if (fault.isPresent()) {
      fault.orElseThrow().fault().answer(exchange, () -> ask(exchange, body));
    } else {
      pass(exchange, ask(exchange, body));
    }
    exchange.close();
  }

  /**
   * To S3 a write or a removal is one step; the servers for tests take several. S3 keeps an object
   * when an older upload to its key is given up; S3Mock 5.2.0 takes it away with the upload.
   */
  private HttpResponse<InputStream> ask(HttpExchange exchange, byte[] body) throws IOException {
    String target = exchange.getRequestURI().toString();
    if (!isOneStep(exchange)) {
      return send(exchange, target, body);
    }
    synchronized (steps) {
      String key = target.replaceFirst("\\?uploadId=.*", "");
      boolean givesUp = exchange.getRequestMethod().equals("DELETE") && !key.equals(target);
      return send(exchange, givesUp && isObject(key) ? key + "-of-nobody" : target, body);
    }
  }

  private boolean isObject(String key) throws IOException {
    HttpRequest head =
        HttpRequest.newBuilder(URI.create(server + key))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    return answer(head).statusCode() == 200;
  }

  private static boolean isOneStep(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    return method.equals("DELETE")
        || (method.equals("POST") && query.startsWith("delete"))
        || (method.equals("PUT")
            && (exchange.getRequestHeaders().containsKey("If-None-Match")
                || exchange.getRequestHeaders().containsKey("If-Match")));
  }

  private HttpResponse<InputStream> send(HttpExchange exchange, String target, byte[] body)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + target))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return answer(request.build());
  }

  private HttpResponse<InputStream> answer(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void pass(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
    begin(exchange, answer);
    byte[] piece = new byte[PIECE];
    try (InputStream in = answer.body();
        OutputStream out = exchange.getResponseBody()) {
      for (int count; (count = in.read(piece)) > 0; ) {
        out.write(piece, 0, count);
        bytes.add(count);
      }
    }
  }

  /** Sends the head of an answer with the length of its whole body. */
  public static long begin(HttpExchange exchange, HttpResponse<InputStream> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
              }
            });
    Optional<String> length = answer.headers().firstValue("content-length");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      length.ifPresent(value -> exchange.getResponseHeaders().set("Content-Length", value));
    }
    long bytes = length.map(Long::parseLong).orElse(0L);
    boolean none = head || answer.statusCode() == 204 || (length.isPresent() && bytes == 0);
    exchange.sendResponseHeaders(answer.statusCode(), none ? -1 : bytes);
    return bytes;
  }

  /** An error as S3 tells of one. */
  public static Fault error(int status, String code, String message) {
    byte[] xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, message)
            .getBytes(StandardCharsets.UTF_8);
    return (exchange, server) -> {
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : xml.length);
      if (!head) {
        exchange.getResponseBody().write(xml);
      }
    };
  }

  /** The connection ends without an answer. */
  public static Fault reset() {
    return (exchange, server) -> {};
  }

  /** The connection ends between the head of the answer and its body. */
  public static Fault headOnly() {
    return (exchange, server) -> {
      begin(exchange, server.ask());
      exchange.getResponseBody().flush();
      throw new IOException("The connection ends");
    };
  }

  /** The connection ends in the middle of the answer. */
  public static Fault cut() {
    return (exchange, server) -> {
      HttpResponse<InputStream> answer = server.ask();
      begin(exchange, answer);
      byte[] whole = answer.body().readAllBytes();
      exchange.getResponseBody().write(whole, 0, whole.length / 2);
      exchange.getResponseBody().flush();
      throw new IOException("The connection ends");
    };
  }

  /** The server does what it was asked, and its answer is lost. */
  public static Fault lose() {
    return (exchange, server) -> server.ask().body().readAllBytes();
  }

  @Override
  public void close() {
    front.stop(0);
    workers.shutdownNow();
  }
}
