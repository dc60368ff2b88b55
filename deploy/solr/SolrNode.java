import java.net.InetSocketAddress;
import java.util.EnumSet;
import javax.servlet.DispatcherType;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;

/** Serves Solr at http://127.0.0.1:PORT/solr; needs -Dsolr.solr.home and -Dsolr.log.dir. */
public final class SolrNode {
  private SolrNode() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    Server server = new Server(new InetSocketAddress("127.0.0.1", port));
    ServletContextHandler context = new ServletContextHandler(server, "/solr");
    context.addEventListener(new CoreContainerProvider());
    FilterHolder filter = new FilterHolder(SolrDispatchFilter.class);
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
    // The filter answers all requests of Solr; Jetty wants a servlet behind it.
    context.addServlet(DefaultServlet.class, "/");
    // SIGTERM closes the cores, so that the next start has nothing to recover.
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }
}
