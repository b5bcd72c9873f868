<?php

namespace Drupal\citation_card\Plugin\Block;

use Drupal\Core\Block\BlockBase;
use Drupal\Core\Form\FormStateInterface;

/**
 * The card of the work that a page is about.
 *
 * @Block(
 *   id = "citation_card",
 *   admin_label = @Translation("Citation card"),
 *   category = @Translation("Islandora")
 * )
 */
class CitationCardBlock extends BlockBase {

  /**
   * {@inheritdoc}
   */
  public function defaultConfiguration() {
    return ['layout' => 'compact', 'styles' => ''];
  }

  /**
   * {@inheritdoc}
   */
  public function blockForm($form, FormStateInterface $form_state) {
    $form['layout'] = [
      '#type' => 'select',
      '#title' => $this->t('Layout'),
      '#options' => array_combine(['card', 'compact', 'button', 'inline'], ['card', 'compact', 'button', 'inline']),
      '#default_value' => $this->configuration['layout'],
    ];
    $form['styles'] = [
      '#type' => 'textfield',
      '#title' => $this->t('Citation styles'),
      '#description' => $this->t('Ids of CSL styles, with spaces between them: apa ieee.'),
      '#default_value' => $this->configuration['styles'],
    ];
    return $form;
  }

  /**
   * {@inheritdoc}
   */
  public function blockSubmit($form, FormStateInterface $form_state) {
    $this->configuration['layout'] = $form_state->getValue('layout');
    $this->configuration['styles'] = $form_state->getValue('styles');
  }

  /**
   * {@inheritdoc}
   */
  public function build() {
    return [
      '#theme' => 'citation_card',
      '#layout' => $this->configuration['layout'],
      '#styles' => $this->configuration['styles'],
      '#language' => \Drupal::languageManager()->getCurrentLanguage()->getId(),
      '#attached' => ['library' => ['citation_card/card']],
      '#cache' => ['contexts' => ['languages:language_interface']],
    ];
  }

}
