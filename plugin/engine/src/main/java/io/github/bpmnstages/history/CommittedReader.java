package io.github.bpmnstages.history;

import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;

/** Asks the database past the entity manager; what goes wrong is told as the engine tells it. */
final class CommittedReader {

  private final SqlSession sqlSession;

  CommittedReader() {
    this.sqlSession = Context.getCommandContext().getDbSqlSession().getSqlSession();
  }

  <T> List<T> list(String statement, Object parameter) {
    return ExceptionUtil.doWithExceptionWrapper(() -> sqlSession.selectList(statement, parameter));
  }

  /** The only row, or null. */
  <T> T one(String statement, Object parameter) {
    return ExceptionUtil.doWithExceptionWrapper(() -> sqlSession.selectOne(statement, parameter));
  }
}
