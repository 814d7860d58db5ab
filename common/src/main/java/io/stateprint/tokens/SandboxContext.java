package io.stateprint.tokens;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.io.IOAccess;

/** The JavaScript context of a {@link Sandbox}: no host, no files, no threads, no eval. */
final class SandboxContext {
  /** Characters. */
  static final int LONGEST_TEXT = 16 << 20;

  private static final long MOST_STATEMENTS = 10_000_000;

  /** Shared, so that the library is parsed once in a process. */
  private static final Engine ENGINE =
      Engine.newBuilder("js")
          .allowExperimentalOptions(true)
          .option("engine.WarnInterpreterOnly", "false")
          .build();

  private SandboxContext() {}

  static Context create() {
    return Context.newBuilder("js")
        .engine(ENGINE)
        .allowHostAccess(HostAccess.NONE)
        .allowHostClassLookup(name -> false)
        .allowIO(IOAccess.NONE)
        .allowCreateThread(false)
        .allowCreateProcess(false)
        .allowNativeAccess(false)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowExperimentalOptions(true)
        .option("js.disable-eval", "true")
        .option("js.java-package-globals", "false")
        .option("js.graal-builtin", "false")
        .option("js.polyglot-builtin", "false")
        .option("js.load", "false")
        .option("js.print", "false")
        .option("js.console", "false")
        .option("js.string-length-limit", String.valueOf(LONGEST_TEXT))
        .resourceLimits(ResourceLimits.newBuilder().statementLimit(MOST_STATEMENTS, null).build())
        .build();
  }
}
