import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * Serves Solr at http://127.0.0.1:PORT/solr to who knows USER:PASSWORD of the environment variable
 * SOLR_LOGIN; needs -Dsolr.solr.home and -Dsolr.log.dir.
 */
public final class SolrNode {
  private static final EnumSet<DispatcherType> REQUESTS = EnumSet.of(DispatcherType.REQUEST);

  private SolrNode() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Server server = new Server(new InetSocketAddress("127.0.0.1", port));
    ServletContextHandler context = new ServletContextHandler(server, "/solr");
    context.addEventListener(new CoreContainerProvider());
    context.addFilter(holder(new FilterHolder(login(System.getenv("SOLR_LOGIN")))), "/*", REQUESTS);
    context.addFilter(holder(new FilterHolder(SolrDispatchFilter.class)), "/*", REQUESTS);
    // The filters answer all requests; Jetty wants a servlet behind them.
    context.addServlet(DefaultServlet.class, "/");
    // SIGTERM closes the cores, so that the next start has nothing to recover.
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }

  private static FilterHolder holder(FilterHolder filter) {
    filter.setAsyncSupported(true);
    return filter;
  }

  /** The index knows private entries, and any user of the machine can reach the port. */
  private static Filter login(String login) {
    String encoded = Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    byte[] expected = ("Basic " + encoded).getBytes(UTF_8);
    return (request, response, chain) -> {
      String given = ((HttpServletRequest) request).getHeader("Authorization");
      if (given != null && MessageDigest.isEqual(given.getBytes(UTF_8), expected)) {
        chain.doFilter(request, response);
      } else {
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
      }
    };
  }
}
