package io.github.bpmnstages.cockpit;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;

/** Serves the files of the views, which need no login: the login page loads them too. */
@Path(ViewFilesResource.PATH)
public final class ViewFilesResource extends AbstractCockpitPluginRootResource {

  static final String PATH = "plugin/" + StagesCockpitPlugin.ID;

  private static final Pattern FILE = Pattern.compile("app/([a-z-]+/)*[a-z-]+\\.(js|css|json)");

  /** For the JAX-RS runtime. */
  public ViewFilesResource() {
    super(StagesCockpitPlugin.ID);
  }

  /** Nothing but files of the folder {@code app}, of which there are too many to list. */
  @Override
  public Response getAsset(String file) {
    allowedAssets = FILE.matcher(file).matches() ? List.of(file) : List.of();
    return super.getAsset(file);
  }
}
