package io.github.bpmnstages.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A fenced block of a page, with the marker in front of it.
 *
 * @param marker text of the HTML comment in the line above, or null
 * @param language the word behind the opening fence, may be empty
 * @param content what stands between the fences
 * @param start where the content starts in the page
 */
record FencedBlock(String marker, String language, String content, int start) {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)(?:^<!-- ([^\n]*) -->\n)?^```([a-z]*)\n(.*?)^```$");

  static List<FencedBlock> of(String page) {
    return BLOCK.matcher(page).results().map(FencedBlock::of).toList();
  }

  private static FencedBlock of(MatchResult found) {
    return new FencedBlock(found.group(1), found.group(2), found.group(3), found.start(3));
  }

  boolean isSnippet() {
    return marker != null && marker.startsWith("snippet: ");
  }

  /** What the block has to be, if it is a snippet. */
  String source() {
    return Snippet.read(marker.substring("snippet: ".length()));
  }
}
