package io.stateprint.jobs.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook on this machine that answers with the given states, then with 200. */
public final class HookServer implements AutoCloseable {
  /** A request as it came in. */
  public record Asked(String method, String path, String type, String body) {}

  /** In place of a state: the connection is closed without an answer. */
  public static final int BREAK = 0;

  /** In place of a state: no answer until the server is closed. */
  public static final int SILENCE = -1;

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Deque<Integer> states = new ArrayDeque<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Listens on a free port. */
  public HookServer(int... answers) {
    for (int state : answers) {
      states.add(state);
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /** An address with a secret in it. */
  public String url() {
    return "http://127.0.0.1:%d/services/planted-hook-7c2e"
        .formatted(server.getAddress().getPort());
  }

  /** Requests so far. */
  public List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    Integer state;
    synchronized (states) {
      state = states.poll();
    }
    if (state != null && state == SILENCE) {
      return;
    }
    if (state == null || state != BREAK) {
      exchange.getResponseHeaders().set("Location", url());
      exchange.sendResponseHeaders(state == null ? 200 : state, -1);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
