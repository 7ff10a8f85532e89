package com.example.purchase;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Camunda with BPMN Stages: the dependency is all it takes. */
@SpringBootApplication
public class PurchaseApplication {

  public static void main(String[] args) {
    SpringApplication.run(PurchaseApplication.class, args);
  }
}
