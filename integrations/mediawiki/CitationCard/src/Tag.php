<?php
// The parser tag <citation-card>: its content is the record, in any format that the card reads, or
// empty; then the card reads the page's own metadata.

namespace MediaWiki\Extension\CitationCard;

use Html;
use MediaWiki\MediaWikiServices;
use Parser;

class Tag {
	/** Attributes that need no trust: what they name is shipped with the card, or on the page. */
	private const WORDS = [ 'styles', 'formats', 'tabs', 'selected', 'lang', 'locale', 'layout', 'show', 'hide', 'heading-level', 'versions', 'options' ];

	/** Attributes that make every reader's browser fetch something. */
	private const TRUSTED = [ 'src', 'doi', 'registry', 'follow' ];

	public static function register( Parser $parser ): void {
		$parser->setHook( 'citation-card', [ self::class, 'render' ] );
	}

	/** @param string|null $record */
	public static function render( $record, array $attributes, Parser $parser ): string {
		$config = MediaWikiServices::getInstance()->getMainConfig();
		$may = $config->get( 'CitationCardMayFetch' );
		$passed = [];
		foreach ( $attributes as $name => $value ) {
			$isUrl = in_array( $name, [ 'styles', 'tabs', 'selected' ] ) && preg_match( '#[/:\\\\]|\.csl\b#i', $value );
			$known = in_array( $name, self::WORDS ) && !$isUrl;
			if ( $known || ( $may && ( $isUrl || in_array( $name, self::TRUSTED ) ) ) ) {
				$passed[$name] = $value;
			}
		}
		$script = $config->get( 'CitationCardScript' ) ?: $config->get( 'ExtensionAssetsPath' ) . '/CitationCard/card/citation-card.js';
		$parser->getOutput()->addHeadItem( Html::element( 'script', [ 'type' => 'module', 'src' => $script ] ), 'citation-card' );
		$text = trim( $record ?? '' );
		// An escaped line end, so that nothing takes the record for paragraphs.
		$inner = $text === '' ? '' : '<pre data-type="">' . str_replace( [ "\r", "\n" ], [ '', '&#10;' ], htmlspecialchars( $text, ENT_NOQUOTES ) ) . '</pre>';
		$html = Html::rawElement( 'citation-card', $passed, $inner );
		return $parser->insertStripItem( $html );
	}
}
