package io.github.bpmnstages.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.ibatis.builder.xml.XMLConfigBuilder;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mapper with the engine's fragments of every database it supports, those without a server too.
 */
class MapperTest {

  static Stream<String> databaseTypes() {
    return Stream.of(DbSqlSessionFactory.SUPPORTED_DATABASES);
  }

  @ParameterizedTest
  @MethodSource("databaseTypes")
  void shouldKnowEveryFragmentItIncludes(String databaseType) throws Exception {
    // given
    Configuration configuration = engineMappings(databaseType);

    // when
    addMapper(configuration);

    // then
    List<MappedStatement> statements =
        configuration.getMappedStatements().stream()
            .filter(MappedStatement.class::isInstance)
            .filter(statement -> statement.getId().startsWith("io.github.bpmnstages."))
            .distinct()
            .toList();
    assertThat(statements).hasSizeGreaterThan(20);
    assertThat(configuration.getIncompleteStatements()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databaseTypes")
  void shouldLockTheRow(String databaseType) throws Exception {
    // given
    Configuration configuration = engineMappings(databaseType);
    addMapper(configuration);
    String suffix = RunLock.suffix(databaseType);

    // when
    String sql = configuration.getMappedStatement("lockRun" + suffix).getBoundSql("id").getSql();

    // then
    assertThat(sql).doesNotContain("${").containsAnyOf("for update", "update locks", "updlock");
  }

  @ParameterizedTest
  @MethodSource("databaseTypes")
  void shouldResolveEveryProperty(String databaseType) throws Exception {
    // given
    Configuration configuration = engineMappings(databaseType);
    addMapper(configuration);

    // when
    String sql =
        configuration
            .getMappedStatement("selectOpenStageRunsOfRun")
            .getBoundSql(new ListQueryParameterObject("run", 0, 10))
            .getSql();

    // then
    assertThat(sql).contains("PRE_STG_HI_STAGE_RUN").doesNotContain("${");
  }

  @ParameterizedTest
  @MethodSource("databaseTypes")
  void shouldDeleteNoMoreThanTheBatch(String databaseType) throws Exception {
    // given
    Configuration configuration = engineMappings(databaseType);
    addMapper(configuration);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("removalTime", new Date());
    parameters.put("maxResults", 10);
    parameters.put("minuteFrom", 0);
    parameters.put("minuteTo", 29);
    parameters.put("databaseType", databaseType);

    // when
    String sql =
        configuration
            .getMappedStatement("deleteMilestonesByRemovalTime")
            .getBoundSql(parameters)
            .getSql()
            .replaceAll("\\s+", " ");

    // then
    assertThat(sql).doesNotContain("${").containsAnyOf("LIMIT ?", "TOP (?)", "ROWNUM <= ?");
    assertThat(sql)
        .containsAnyOf(
            "MINUTE(REMOVAL_TIME_)",
            "extract(MINUTE from REMOVAL_TIME_)",
            "datepart(MINUTE,REMOVAL_TIME_)",
            "to_number(to_char(REMOVAL_TIME_,'MI'))");
  }

  private static void addMapper(Configuration configuration) throws Exception {
    String resource = "io/github/bpmnstages/history/rows.xml";
    try (InputStream mapper = MapperTest.class.getClassLoader().getResourceAsStream(resource)) {
      new XMLMapperBuilder(mapper, configuration, resource, configuration.getSqlFragments())
          .parse();
    }
  }

  private static Configuration engineMappings(String databaseType) throws Exception {
    Properties properties = new Properties();
    properties.put("prefix", "PRE_");
    ProcessEngineConfigurationImpl.initSqlSessionFactoryProperties(
        properties, "PRE_", databaseType);
    try (InputStream mappings =
            MapperTest.class
                .getClassLoader()
                .getResourceAsStream(ProcessEngineConfigurationImpl.DEFAULT_MYBATIS_MAPPING_FILE);
        Reader reader = new InputStreamReader(mappings)) {
      return new XMLConfigBuilder(reader, "", properties).parse();
    }
  }
}
