package io.stateprint.jobs.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Requests to S3 are repeated where the connection ends between the head of an answer and its body.
 * The SDK looks at the first byte of an answer in XML before it parses it, and throws there what
 * neither its own retries nor S3A's know (XmlResponseParserUtils of SDK 2.29.52); one such moment
 * would end a sweep. Bytes of objects are left alone: who reads them goes on where they ended.
 *
 * <p>The SDK makes one for each client of S3, by the file {@code execution.interceptors} in the
 * resources of this module; where that module's jar is not loaded yet, S3 works without it. Holds
 * nothing, so that any number of threads may share one.
 */
public final class AnswersCutShort implements ExecutionInterceptor {
  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return context.request() instanceof GetObjectRequest
        ? context.responseBody()
        : context.responseBody().map(Answer::new);
  }

  /** Throws what is retried where the connection ends. */
  private static final class Answer extends FilterInputStream {
    Answer(InputStream body) {
      super(body);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw cutShort(e);
      }
    }

    @Override
    public int read(byte[] into, int from, int count) {
      try {
        return super.read(into, from, count);
      } catch (IOException e) {
        throw cutShort(e);
      }
    }

    private static RetryableException cutShort(IOException cause) {
      return RetryableException.create("The answer ended before its last byte", cause);
    }
  }
}
