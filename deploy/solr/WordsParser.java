import org.apache.solr.common.params.SolrParams;
import org.apache.solr.common.util.NamedList;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.search.ExtendedDismaxQParserPlugin;
import org.apache.solr.search.QParser;

/**
 * Solr's edismax with settings of its own, which the parameters of a request do not change.
 *
 * CKAN sends q.op=AND with every search. Words that are analysed together, as synonyms of several words need it,
 * must then all be there, whatever "mm" says; filters need AND even so. Here only
 * the words of the question are parsed by the settings of solrconfig.xml.
 */
public final class WordsParser extends ExtendedDismaxQParserPlugin {
  private SolrParams settings;

  @Override
  public void init(NamedList args) {
    super.init(args);
    settings = args.toSolrParams();
  }

  @Override
  public QParser createParser(
      String words, SolrParams local, SolrParams request, SolrQueryRequest of) {
    return super.createParser(words, local, SolrParams.wrapDefaults(settings, request), of);
  }
}
