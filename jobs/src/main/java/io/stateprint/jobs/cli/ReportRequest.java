package io.stateprint.jobs.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * What a page of HTML is asked for.
 *
 * @param out file that it is written to
 * @param runs ids of the runs that it shows; none for the newest ones
 * @param states whether what stands in no table is computed from the states
 */
public record ReportRequest(Path out, List<String> runs, boolean states) {}
